import { describe, expect, it } from 'vitest';
import { parse, text } from '../src/address/address';

describe('address', () => {
  it('reads page, rest and query', () => {
    expect(parse('#/history/01a2?model=ridge&kept=true')).toEqual({ page: 'history', rest: ['01a2'], query: { model: 'ridge', kept: 'true' } });
  });

  it('is empty for an empty address', () => {
    expect(parse('')).toEqual({ page: '', rest: [], query: {} });
  });

  it.each(['BTC/USDT', 'a b', '100 %', 'ä?&=#', '%zz'])('gives back what was written: %s', (name) => {
    const read = parse(text('presets', [name], { words: name }));
    expect(read).toEqual({ page: 'presets', rest: [name], query: { words: name } });
  });

  it('does not break on a segment that is no encoding', () => {
    expect(parse('#/history/%zz').rest).toEqual(['%zz']);
  });

  it('leaves out what is empty', () => {
    expect(text('history', [], { model: '', kept: null, page: undefined, limit: 0 })).toBe('#/history?limit=0');
  });
});
