import { usePages } from '../../address/usePages';
import { candles } from '../../api/candles';
import { usePoll } from '../../api/poll';

const ROWS = 20;
const WHILE_RUNNING = 3000;

/** A page of the list of runs, and the way to the others. It asks again only while something of it runs. */
export function useRunList() {
  const pages = usePages();
  const page = usePoll(
    `candle-runs ${pages.continuation ?? ''}`,
    (signal) => candles.page(ROWS, pages.continuation, signal),
    ({ items }) => (items.some((run) => run.status === 'started') ? WHILE_RUNNING : 0),
  );
  return { page, pages };
}
