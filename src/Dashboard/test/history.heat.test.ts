import { describe, expect, it } from 'vitest';
import type { BacktestLine } from '../src/api/runDetail';
import { heatMap, moved, thresholds, tone } from '../src/pages/history/run/heat';

const line = (strategy: string, score: number | null): BacktestLine => ({ strategy, regime: 'total', score, trades: 10, metrics: {} });

describe('the heat map', () => {
  const map = heatMap([line('recursive/mean/c0.5/l50', -1), line('direct/mean/c0/l200', 2), line('direct/mean/c0/l50', null), line('direct/mean/c0.5/l50', 1)]);

  it('has methods and ensembles down, thresholds and lookbacks across as numbers', () => {
    expect(map.rows).toEqual(['direct/mean', 'recursive/mean']);
    expect(map.columns).toEqual([{ threshold: 0, lookback: 50 }, { threshold: 0, lookback: 200 }, { threshold: 0.5, lookback: 50 }]);
  });

  it('puts every strategy into its place and leaves holes where there is none', () => {
    expect(map.cells.map((row) => row.map((cell) => cell?.score))).toEqual([[null, 2, 1], [undefined, undefined, -1]]);
  });

  it('heads the columns of a threshold together', () => {
    expect(thresholds(map.columns)).toEqual([{ threshold: 0, span: 2 }, { threshold: 0.5, span: 1 }]);
  });

  it('does not let one wild strategy make all others pale', () => {
    const many = Array.from({ length: 20 }, (_, index) => line(`direct/mean/c0/l${index + 2}`, index === 0 ? 100 : 1));
    expect(heatMap(many).end).toBe(1);
  });

  it('has no scale where nothing has a ratio', () => {
    expect(heatMap([line('direct/mean/c0/l50', null)]).end).toBe(0);
    expect(heatMap([])).toEqual({ rows: [], columns: [], cells: [], end: 0 });
  });
});

describe('the colour of a ratio', () => {
  it('is none at 0, and full at both ends and beyond', () => {
    expect([-8, -4, -1, 0, 2, 4, 9].map((score) => tone(score, 4))).toEqual([-1, -1, -0.25, 0, 0.5, 1, 1]);
  });
});

describe('an arrow key', () => {
  it('goes to the next cell and stays at the edge', () => {
    expect(moved(0, 0, 'ArrowRight', 2, 3)).toEqual([0, 1]);
    expect(moved(1, 2, 'ArrowDown', 2, 3)).toEqual([1, 2]);
    expect(moved(0, 0, 'Enter', 2, 3)).toBeNull();
  });
});
