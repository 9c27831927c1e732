import { useRef } from 'preact/hooks';
import { grids, type GridPreview, type GridSource } from '../../../api/grids';
import { useAnswer } from '../../../api/poll';
import { useSettled } from '../../../ui/useSettled';

const REST = 350;

export interface Previewed {
  preview: GridPreview | undefined;
  error: unknown;
  /** The preview is of what stood there before. */
  stale: boolean;
}

/** What the grid comes to, asked when the typing rests. The last answer stays until the next is there, so that nothing jumps. */
export function usePreview(source: GridSource): Previewed {
  const settled = useSettled(source, REST);
  const key = JSON.stringify(settled);
  const last = useRef<GridPreview | undefined>(undefined);
  const answer = useAnswer(isEmpty(settled) ? null : key, (signal) => grids.preview(settled, signal));
  if (answer.data) last.current = answer.data;
  if (answer.error !== undefined || isEmpty(source)) last.current = undefined;
  const open = key !== JSON.stringify(source) || (answer.data === undefined && answer.error === undefined);
  return { preview: last.current, error: answer.error, stale: open && !isEmpty(source) };
}

/** Nothing is pasted yet, which is no error. */
function isEmpty(source: GridSource): boolean {
  return 'text' in source && source.text.trim() === '';
}
