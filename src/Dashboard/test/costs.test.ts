import { describe, expect, it } from 'vitest';
import type { Cost } from '../src/api/costs';
import { computing, costFigures } from '../src/format/costs';
import { money } from '../src/format/money';

const COST: Cost = { cpu_seconds: 200, gpu_seconds: 0, storage_transactions: 12_345, price: 0.5, currency: 'EUR', prices: 'configs/prices.yaml' };

const written = (cost: Cost) => costFigures(cost).map(({ name, of, show }) => [name, typeof of === 'number' ? show(of) : of]);

describe('the figures of a cost', () => {
  it('are price, both kinds of computing, and storage', () => {
    expect(written({ ...COST, gpu_seconds: 3 })).toEqual([
      ['Price', '0.50 EUR'], ['Computing on CPUs', '3 min 20 s'], ['Computing on GPUs', '3.0 s'], ['Storage transactions', '12,345'],
    ]);
  });

  it('say why there is no price', () => {
    const reason = 'no price is set in configs/prices.yaml';
    expect(written({ ...COST, price: { value: null, reason } })[0]).toEqual(['Price', { value: null, reason }]);
  });

  it('tell what was not noted, for the one reason of all, from what was not used', () => {
    const price = { value: null, reason: 'it was scored before what it used was noted' };
    const [, cpu, gpu, calls] = costFigures({ ...COST, cpu_seconds: null, storage_transactions: null, price });

    expect([cpu?.of, gpu?.of, calls?.of]).toEqual([price, 0, price]);
    expect(costFigures({ ...COST, cpu_seconds: null })[1]?.of).toEqual({ value: null, reason: 'it was not noted' });
  });
});

describe('computing in a cell', () => {
  it.each([
    [COST, '3 min 20 s'],
    [{ ...COST, cpu_seconds: 0 }, '0.0 s'],
    [{ ...COST, gpu_seconds: 60 }, '3 min 20 s + 1 min GPU'],
    [{ ...COST, cpu_seconds: 0, gpu_seconds: 60 }, '1 min GPU'],
    [{ ...COST, cpu_seconds: null, gpu_seconds: null }, '–'],
    [null, '–'],
    [undefined, '–'],
  ])('%j', (cost, text) => expect(computing(cost)).toBe(text));
});

describe('money', () => {
  it.each([[12.3, '12.30 EUR'], [0.004, 'less than 0.01 EUR'], [0, '0.00 EUR'], [null, '–']])('%j', (value, text) => expect(money(value, 'EUR')).toBe(text));
});
