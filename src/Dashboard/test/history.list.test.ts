import { describe, expect, it } from 'vitest';
import { filterChange, filterOf, isFiltered, withoutFilters } from '../src/pages/history/list/filters';
import { tagsOf } from '../src/pages/history/list/tags';
import { shortId } from '../src/pages/history/shortId';

describe('the filters of the history', () => {
  it('are those of the address, and nothing else of it', () => {
    expect(filterOf({ model_type: 'ridge', kept: 'true', after: 'token', page: '2', tag: '' })).toEqual({ model_type: 'ridge', kept: 'true' });
  });

  it('take a date as the start of its day, and a time as it is', () => {
    expect(filterOf({ from: '2026-01-31', to: '2026-02-01T12:00:00Z' })).toEqual({ from: '2026-01-31T00:00:00Z', to: '2026-02-01T12:00:00Z' });
  });

  it('begin at the first page when one of them changes', () => {
    expect(filterChange('symbol', 'BTCUSDT')).toEqual({ symbol: 'BTCUSDT', after: null, page: null });
    expect(filterChange('symbol', '')['symbol']).toBeNull();
  });

  it('can all be taken away', () => {
    expect(isFiltered({ tag: 'march' })).toBe(true);
    expect(isFiltered({ page: '2', after: 'token' })).toBe(false);
    expect(withoutFilters()).toMatchObject({ tag: null, deleted: null, after: null });
  });
});

describe('tags as they are typed', () => {
  it('have blanks or commas between, each once', () => {
    expect(tagsOf(' march, candidate  march ')).toEqual(['march', 'candidate']);
    expect(tagsOf('  ')).toEqual([]);
  });
});

describe('a short id', () => {
  it('keeps the start and what tells the runs of a queue apart', () => {
    expect(shortId('01a2023f1dab788e9276be03a7c6eb03-000001')).toBe('01a2023f…eb03-000001');
  });

  it('leaves what is short', () => {
    expect(shortId('run-1')).toBe('run-1');
  });
});
