import { describe, expect, it } from 'vitest';
import type { EquityView } from '../src/api/runDetail';
import { atEnd, drawdown, pointsOf, stretches } from '../src/pages/history/run/equity';

const HOUR = 3600;
const iso = (hour: number) => new Date(hour * HOUR * 1000).toISOString();

/** Closes at hours 1 to 3, and after a gap at 11 and 12. */
const view: EquityView = {
  run_id: 'run-1', strategy: 'direct/mean/c0/l50', initial_equity: 100, thinned_from: null,
  folds: [{ number: 1, from: iso(0), to: iso(3) }, { number: 2, from: iso(10), to: iso(12) }],
  time: [1, 2, 3, 11, 12].map((hour) => hour * HOUR), equity: [100, 120, 90, 95, 130], buy_and_hold: [100, 101, 102, 103, 104],
  position: [1, 1, 0, 0, 1], regime: [0, 0, 1, 1, -1], regimes: ['bull', 'bear'],
};

describe('the drawdown', () => {
  it('is the fall from the highest point before', () => {
    expect(drawdown([100, 120, 90, 150, 75])).toEqual([0, 0, -0.25, 0, -0.5]);
  });

  it('is none where there is nothing', () => {
    expect(drawdown([])).toEqual([]);
  });
});

describe('the points of a curve', () => {
  it('have a hole where the next fold does not follow at once', () => {
    const points = pointsOf(view, view.equity);
    expect(points.map(([, value]) => value)).toEqual([100, 120, 90, null, 95, 130]);
    expect(points[3]?.[0]).toBe(3 * HOUR * 1000 + 1);
  });

  it('have none where folds touch', () => {
    const touching = { ...view, folds: [{ number: 1, from: iso(0), to: iso(3) }, { number: 2, from: iso(3), to: iso(12) }] };
    expect(pointsOf(touching, view.equity)).toHaveLength(5);
  });
});

describe('the band of regimes', () => {
  it('joins bars of one regime, and ends at a gap between folds', () => {
    expect(stretches(view).map(({ from, to, regime }) => [from / 1000 / HOUR, to / 1000 / HOUR, regime])).toEqual([[1, 2, 0], [2, 3, 1], [11, 12, -1]]);
  });
});

describe('the value at the end of a fold', () => {
  it('is that of its last close', () => {
    expect(view.folds.map((fold) => atEnd(view, view.equity, fold))).toEqual([90, 130]);
  });
});
