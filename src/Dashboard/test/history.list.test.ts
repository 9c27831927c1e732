import { describe, expect, it } from 'vitest';
import { filterOf, isFiltered, withoutFilters } from '../src/pages/history/list/filters';
import { tagsOf } from '../src/pages/history/list/tags';

describe('the filters of the history', () => {
  it('are those of the address, and nothing else of it', () => {
    expect(filterOf({ model_type: 'ridge', kept: 'true', after: '2.token', tag: '' })).toEqual({ model_type: 'ridge', kept: 'true' });
  });

  it('take a date as the start of its day, and a time as it is', () => {
    expect(filterOf({ from: '2026-01-31', to: '2026-02-01T12:00:00Z' })).toEqual({ from: '2026-01-31T00:00:00Z', to: '2026-02-01T12:00:00Z' });
  });

  it('can all be taken away', () => {
    expect(isFiltered({ tag: 'march' })).toBe(true);
    expect(isFiltered({ after: '2.token' })).toBe(false);
    expect(withoutFilters()).toMatchObject({ tag: null, deleted: null });
  });
});

describe('tags as they are typed', () => {
  it('have blanks or commas between, each once', () => {
    expect(tagsOf(' march, candidate  march ')).toEqual(['march', 'candidate']);
    expect(tagsOf('  ')).toEqual([]);
  });
});
