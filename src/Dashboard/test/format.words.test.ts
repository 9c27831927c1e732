import { describe, expect, it } from 'vitest';
import { metricDigits, metricName, metricText } from '../src/format/metrics';
import { named, shortId, shown } from '../src/format/words';

describe('metrics', () => {
  it('are shares in percent, small errors with their digits, counts whole', () => {
    expect([metricText('accuracy', 0.512), metricText('rmse', 0.0051234), metricText('report_rows', 1438.7), metricText('roc_auc', 0.5), metricText('f1', null)]).toEqual(
      ['51.2 %', '0.005123', '1,439', '0.5000', '–'],
    );
  });

  it('have four decimals where trainings are compared', () => {
    expect([metricDigits('accuracy', 1), metricDigits('rows', 35), metricDigits('lift', null)]).toEqual(['1.0000', '35', '–']);
  });

  it('have names, also those that nobody foresaw', () => {
    expect([metricName('roc_auc'), metricName('some_new_one')]).toEqual(['ROC AUC', 'Some new one']);
  });
});

describe('values in words', () => {
  it('keep six digits that count', () => {
    expect([0.000123456789, 32.377091280769676, 500, -0.5].map(shown)).toEqual(['0.000123457', '32.3771', '500', '-0.5']);
  });

  it('are lists, objects, switches, or missing', () => {
    expect([[1, 3], [], {}, true, null, undefined, 'ridge'].map(shown)).toEqual(['1, 3', '–', '–', 'yes', '–', '–', 'ridge']);
    expect(shown([{ seed: 3, value: 0.5629447 }, { seed: 4, value: 1 }])).toBe('seed 3, value 0.562945; seed 4, value 1');
    expect(shown({ trees: 40, depth: null })).toBe('trees 40, depth –');
    expect(named('min_train_days')).toBe('Min train days');
  });
});

describe('a short id', () => {
  it('keeps the start and what tells those that were made together apart', () => {
    expect(['01a2023f1dab788e9276be03a7c6eb03-000001', '693f88df21cfeda8d9e803ff-1'].map(shortId)).toEqual(['01a2023f…eb03-000001', '693f88df…03ff-1']);
  });

  it('leaves what is short', () => {
    expect(['run-1', '20261122_091238_3'].map(shortId)).toEqual(['run-1', '20261122_091238_3']);
  });
});
