import { describe, expect, it } from 'vitest';
import { listQuery } from '../src/pages/presets/browse/listQuery';
import { linesToShow } from '../src/pages/presets/choose/sideBySide';
import { rangeText } from '../src/pages/presets/one/ranges';
import { metric, numberOf, phaseName, reasonOf, shown } from '../src/pages/presets/words';

describe('values in words', () => {
  it('keeps six digits that count', () => {
    expect([0.000123456789, 32.377091280769676, 500, -0.5].map(shown)).toEqual(['0.000123457', '32.3771', '500', '-0.5']);
  });

  it('reads lists, objects, switches and what is missing', () => {
    expect([[1, 3], [], true, null, undefined, 'ridge'].map(shown)).toEqual(['1, 3', '–', 'yes', '–', '–', 'ridge']);
    expect(shown([{ seed: 3, value: 0.5629447 }, { seed: 4, value: 1 }])).toBe('seed 3, value 0.562945; seed 4, value 1');
  });

  it('shows metrics with four decimals and counts without', () => {
    expect([0.56186, 267, null].map(metric)).toEqual(['0.5619', '267', '–']);
  });

  it('knows why a figure is missing', () => {
    expect([numberOf(0.5), reasonOf(0.5)]).toEqual([0.5, undefined]);
    expect([numberOf({ value: null, reason: 'no bars' }), reasonOf({ value: null, reason: 'no bars' })]).toEqual([null, 'no bars']);
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
    const query = { symbol: 'BTCUSDT', deleted: 'true', after: 'token', part: 'versions' };

    expect(listQuery(query)).toMatchObject({ symbol: 'BTCUSDT', deleted: 'true', continuation: 'token', limit: 50 });
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
