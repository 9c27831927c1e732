import { describe, expect, it } from 'vitest';
import type { GridPreview } from '../src/api/grids';
import type { LogLine } from '../src/api/queues';
import { ApiError } from '../src/api/problem';
import { countLine } from '../src/pages/queue/builder/countLine';
import { fieldsOf } from '../src/pages/queue/builder/fields';
import { fieldWords } from '../src/pages/queue/builder/fieldWords';
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

describe('fieldWords', () => {
  const error = (...fields: string[]) => new ApiError(400, 'wrong', fields.map((field) => ({ field, value: null, allowed: `${field}!` })));

  it('gives each fault to its field, with its place where that is one of several', () => {
    const words = fieldWords(error('days[1]', 'days[2]', 'name'), fieldsOf(1));

    expect([words.of('days'), words.of('name'), words.of('models')]).toEqual(['days[1]: days[1]!; days[2]: days[2]!', 'name!', undefined]);
    expect(words.elsewhere).toBe(false);
  });

  it('gives the hyper-parameters of a model to their own field, not to the models', () => {
    const words = fieldWords(error('models[1].hyper_parameters.alpha'), fieldsOf(2));

    expect([words.of('models'), words.of('models[1].hyper_parameters')]).toEqual([undefined, 'models[1].hyper_parameters.alpha: models[1].hyper_parameters.alpha!']);
  });

  it('does not take one name for the beginning of another', () => {
    expect(fieldWords(error('days_off'), fieldsOf(0))).toMatchObject({ elsewhere: true });
  });

  it('knows that something is wrong which no field shows', () => {
    expect(fieldWords(new ApiError(400, 'no bars'), fieldsOf(1)).elsewhere).toBe(true);
    expect(fieldWords(error('days', 'other'), fieldsOf(1)).elsewhere).toBe(true);
    expect(fieldWords(undefined, fieldsOf(1)).elsewhere).toBe(false);
  });

  it('says the value before what is allowed', () => {
    expect(fieldWords(new ApiError(400, '', [{ field: 'folds', value: 'x', allowed: 'one of a, b' }]), ['folds']).of('folds')).toBe('x: one of a, b');
  });
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
