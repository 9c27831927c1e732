import { describe, expect, it } from 'vitest';
import { bytes, count, decimals, NOTHING, percent, price, reasonOf, valueOf, whole } from '../src/format/numbers';
import { ago, day, duration, isoOf, minute, unixOf } from '../src/format/times';

describe('numbers', () => {
  it('shows a dash for what is not there, never a zero', () => {
    for (const show of [whole, decimals, percent, price, bytes]) for (const none of [null, undefined, NaN, Infinity]) expect(show(none)).toBe(NOTHING);
  });

  it.each([[0, '0 B'], [999, '999 B'], [1000, '1.0 kB'], [336_250, '336.3 kB'], [5e9, '5.0 GB'], [5e15, '5000.0 TB']])('%d bytes are %s', (value, shown) => {
    expect(bytes(value)).toBe(shown);
  });

  it.each([[45_123.5, '45,123.50'], [-45_123.5, '-45,123.50'], [45.1, '45.100'], [1.08423, '1.08423']])('a price of %d is %s', (value, shown) => {
    expect(price(value)).toBe(shown);
  });

  it('counts one and many', () => {
    expect([count(1, 'model'), count(0, 'model'), count(1200, 'box', 'boxes')]).toEqual(['1 model', '0 models', '1,200 boxes']);
  });

  it('tells a figure from the reason why there is none', () => {
    const none = { value: null, reason: 'no trades' } as const;
    expect([valueOf(0), reasonOf(0), valueOf(none), reasonOf(none)]).toEqual([0, null, null, 'no trades']);
  });
});

describe('times', () => {
  it('is in UTC whatever the machine has', () => {
    expect([minute('2026-03-29T02:30:00+02:00'), day('2026-01-01T00:30:00+01:00')]).toEqual(['2026-03-29 00:30', '2025-12-31']);
  });

  it('goes from seconds to a time and back', () => {
    expect(isoOf(1_600_000_000)).toBe('2020-09-13T12:26:40Z');
    expect(unixOf(isoOf(1_600_000_000))).toBe(1_600_000_000);
  });

  it.each([[0.25, '0.3 s'], [45, '45 s'], [60, '1 min'], [200, '3 min 20 s'], [7_500, '2 h 5 min'], [356_400, '4 d 3 h']])('%d seconds are %s', (value, shown) => {
    expect(duration(value)).toBe(shown);
  });

  it('says how long ago', () => {
    const now = Date.parse('2026-01-01T12:00:00Z');
    expect([ago('2026-01-01T11:59:55Z', now), ago('2026-01-01T11:57:00Z', now), ago('2026-01-01T12:00:09Z', now)]).toEqual(['just now', '3 min ago', 'just now']);
  });
});
