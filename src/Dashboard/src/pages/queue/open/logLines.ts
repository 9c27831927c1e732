import type { LogLine } from '../../../api/queues';

/** Lines that are kept; a queue of thousands of models says more than a page can hold. */
const MOST_LINES = 1000;

export interface KeptLines {
  lines: readonly LogLine[];
  /** Lines before these that were let go. */
  dropped: number;
}

export const NO_LINES: KeptLines = { lines: [], dropped: 0 };

/** The newest at the end; the oldest go when there are too many. */
export function appended(kept: KeptLines, fresh: readonly LogLine[], most = MOST_LINES): KeptLines {
  if (fresh.length === 0) return kept;
  const all = [...kept.lines, ...fresh];
  const over = Math.max(0, all.length - most);
  return { lines: all.slice(over), dropped: kept.dropped + over };
}

/** Where to go on from. */
export function cursorOf(kept: KeptLines): string | undefined {
  return kept.lines.at(-1)?.cursor;
}
