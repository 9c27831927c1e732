import { describe, expect, it } from 'vitest';
import type { PerformanceEntry } from '../src/api/presets';
import { linesOf, namesOf } from '../src/pages/presets/one/performance';

const MEASURED = {
  from: '2026-01-01T00:00:00Z', bars: 240, rules: 1, score: 0.56,
  horizons: [{ horizon: 3, rows: 200, roc_auc: 0.55, sharpe: { value: null, reason: 'no trade' } }],
};

describe('performance over time', () => {
  it('has the score first, figures of horizons by their name, and no counts', () => {
    expect(namesOf([entry(1, 1, MEASURED), entry(1, 2, { accuracy: 0.5 })])).toEqual(['score', 'roc_auc h3', 'accuracy']);
  });

  it('has a line a version, the oldest point first', () => {
    const lines = linesOf([entry(2, 3, { score: 0.7 }), entry(1, 2, { score: 0.6 }), entry(1, 1, { score: 0.5 }), entry(1, 4, { other: 1 })], 'score');

    expect(lines.map((line) => line.name)).toEqual(['version 1', 'version 2']);
    expect(lines[0]?.points.map(([, value]) => value)).toEqual([0.5, 0.6]);
  });
});

function entry(version: number, day: number, metrics: Record<string, unknown>): PerformanceEntry {
  return { id: `${version}-${day}`, name: 'A', version, at: `2026-01-0${day}T00:00:00Z`, metrics };
}
