import { describe, expect, it } from 'vitest';
import { listQuery } from '../src/pages/presets/browse/listQuery';
import { linesToShow } from '../src/pages/presets/choose/sideBySide';
import { rangeText } from '../src/pages/presets/one/ranges';
import { metric, phaseName } from '../src/pages/presets/words';

describe('values in words', () => {
  it('shows metrics with four decimals and counts without', () => {
    expect([0.56186, 267, null].map(metric)).toEqual(['0.5619', '267', '–']);
  });

  it('names phases', () => {
    expect([0, 1, 4].map(phaseName)).toEqual(['before the first trial', '1 broad', '4 stability']);
  });

  it('reads ranges of a search', () => {
    expect([{ low: 0.001, high: 100, log: true }, { low: 2, high: 10 }, { choices: [500] }, { choices: [true, false] }, undefined].map(rangeText)).toEqual([
      '0.001 to 100, log', '2 to 10', 'fixed', 'yes, no', '–',
    ]);
  });
});

describe('lists', () => {
  it('asks for what the address says, a page at a time', () => {
    const query = { symbol: 'BTCUSDT', deleted: 'true', after: '2.token', part: 'versions' };

    expect(listQuery(query, 'token')).toMatchObject({ symbol: 'BTCUSDT', deleted: 'true', continuation: 'token', limit: 50 });
    expect(listQuery(query)).not.toHaveProperty('part');
  });

  it('shows beside each other what differs, without ranges and distributions, or everything', () => {
    const lines = [line('model.type', true), line('status', false), line('search.space.alpha', true), line('inputs.adx.edges', true)];

    expect(linesToShow(lines, false).map((one) => one.path)).toEqual(['model.type']);
    expect(linesToShow(lines, true)).toHaveLength(4);
  });
});

function line(path: string, differs: boolean) {
  return { path, values: [], differs };
}
