import type { GridPreview } from '../../../api/grids';
import { count, whole } from '../../../format/numbers';

/** "16 − 3 already trained = 13 to train", of the server's counts. */
export function countLine(preview: GridPreview): string {
  const { combinations, duplicates, already_trained: trained, items } = preview;
  const left = combinations - duplicates - trained;
  const less = [duplicates > 0 ? ` − ${count(duplicates, 'duplicate')}` : '', trained > 0 ? ` − ${whole(trained)} already trained` : ''].join('');
  const seeds = items === left ? '' : `, ${whole(items)} with every seed`;
  return less === '' ? `${whole(left)} to train${seeds}` : `${whole(combinations)}${less} = ${whole(left)} to train${seeds}`;
}
