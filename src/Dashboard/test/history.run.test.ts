import { describe, expect, it } from 'vitest';
import type { LearnedFold } from '../src/api/runDetail';
import { bestOf, curveNames, foldName, valueAt } from '../src/pages/history/run/learning';
import { metricRows } from '../src/pages/history/run/metrics';

describe('the metrics of a run', () => {
  it('stand beside their baselines, which have no rows of their own', () => {
    const rows = metricRows({ accuracy: 0.6, majority_accuracy: 0.5, naive_accuracy: 0.4, f1: null }, { accuracy: 0.55 });
    expect(rows).toEqual([
      { name: 'accuracy', average: 0.6, staleness: 0.55, baselines: [{ name: 'majority_accuracy', value: 0.5 }, { name: 'naive_accuracy', value: 0.4 }] },
      { name: 'f1', average: null, staleness: null, baselines: [] },
    ]);
  });

  it('keep a baseline as a row where what it is for is not there', () => {
    expect(metricRows({ base_rate: 0.5 }, {}).map((row) => row.name)).toEqual(['base_rate']);
  });

});

describe('a learning curve', () => {
  const fold: LearnedFold = {
    horizon: 1, number: 4, is_average: false, best_iteration: 2, iterations: 3, importance: [],
    curves: [{ name: 'tune_loss', first_iteration: 1, values: [3, 2, null] }, { name: 'fit_loss', first_iteration: 0, values: [5, 4], best_iteration: 1 }],
  };
  const [tune, fit] = fold.curves;

  it('is counted from its own first iteration', () => {
    expect([valueAt(tune!, 2), valueAt(tune!, 3), valueAt(tune!, null), valueAt(fit!, 1)]).toEqual([2, null, null, 4]);
  });

  it('has the best iteration of its target, or of the fold', () => {
    expect([bestOf(fold, tune!), bestOf(fold, fit!)]).toEqual([2, 1]);
  });

  it('is named once, whatever fold it is of', () => {
    expect(curveNames([fold, fold])).toEqual(['tune_loss', 'fit_loss']);
    expect(foldName(fold)).toBe('fold 4, staleness');
  });
});
