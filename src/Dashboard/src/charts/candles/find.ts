interface Timed {
  time: number;
}

/** Index of the first that is at the time or later; the length where none is. `all` ascends. */
export function indexFrom(all: readonly Timed[], time: number): number {
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (all[middle]!.time < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Index of the one at exactly this time; -1 where there is none. */
export function indexAt(all: readonly Timed[], time: number): number {
  const index = indexFrom(all, time);
  return all[index]?.time === time ? index : -1;
}

/** Where a stretch that includes both ends lies among them, as first index and the one behind the last; null where nothing of it is there. */
export function within(all: readonly Timed[], from: number, to: number): { first: number; end: number } | null {
  const first = indexFrom(all, from);
  const end = indexFrom(all, to + 1);
  return first < end ? { first, end } : null;
}
