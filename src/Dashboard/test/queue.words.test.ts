import { describe, expect, it } from 'vitest';
import type { GridPreview } from '../src/api/grids';
import type { LogLine } from '../src/api/queues';
import { countLine } from '../src/pages/queue/builder/countLine';
import { appended, cursorOf, NO_LINES } from '../src/pages/queue/open/logLines';

const preview = (changes: Partial<GridPreview>): GridPreview => ({
  name: '', text: '', combinations: 16, duplicates: 0, already_trained: 0, items: 16, models: 16, fold_trainings: 80, skipped: [], ...changes,
});

describe('countLine', () => {
  it.each([
    [{}, '16 to train'],
    [{ already_trained: 3, items: 13 }, '16 − 3 already trained = 13 to train'],
    [{ duplicates: 2, already_trained: 3, items: 11 }, '16 − 2 duplicates − 3 already trained = 11 to train'],
    [{ already_trained: 16, items: 0 }, '16 − 16 already trained = 0 to train'],
    [{ already_trained: 3, items: 26 }, '16 − 3 already trained = 13 to train, 26 with every seed'],
  ])('%j', (changes, line) => expect(countLine(preview(changes))).toBe(line));
});

describe('the log', () => {
  const lines = (...names: string[]): LogLine[] => names.map((name) => ({ at: '', text: name, cursor: name }));

  it('keeps the newest and counts what it lets go', () => {
    const kept = appended(appended(NO_LINES, lines('a', 'b', 'c'), 3), lines('d', 'e'), 3);

    expect(kept.lines.map((line) => line.text)).toEqual(['c', 'd', 'e']);
    expect(kept.dropped).toBe(2);
    expect(cursorOf(kept)).toBe('e');
  });

  it('stays as it is when nothing was said', () => {
    const kept = appended(NO_LINES, lines('a'));

    expect(appended(kept, [])).toBe(kept);
    expect(cursorOf(NO_LINES)).toBeUndefined();
  });
});
