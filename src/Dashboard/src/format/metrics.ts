import { decimals, percent, whole } from './numbers';
import { named } from './words';

const NAMES: Record<string, string> = {
  roc_auc: 'ROC AUC', f1: 'F1', mcc: 'MCC', rmse: 'RMSE', mae: 'MAE', r2: 'R²', brier: 'Brier score', hit_rate_tp1: 'Hit rate of the first target',
  base_rate: 'Share of rises', majority_accuracy: 'Accuracy of the more frequent class', naive_accuracy: 'Accuracy of the naive line',
  lift: 'Accuracy above the more frequent class', no_change_rmse: 'RMSE of no change', no_change_mae: 'MAE of no change',
};

const SHARES = new Set(['accuracy', 'base_rate', 'majority_accuracy', 'naive_accuracy', 'lift', 'precision', 'recall', 'balanced_accuracy', 'specificity', 'hit_rate_tp1']);
const SMALL = new Set(['rmse', 'mae', 'no_change_rmse', 'no_change_mae']);

/** A metric's name for people; the server's own where there is none. */
export function metricName(name: string): string {
  return NAMES[name] ?? named(name);
}

/** Shares as percent, errors of returns with all their digits, counts whole. */
export function metricText(name: string, value: number | null | undefined): string {
  return SHARES.has(name) ? percent(value) : metricDigits(name, value);
}

/** The same with four decimals for shares too: between two trainings on like data the third is what differs. */
export function metricDigits(name: string, value: number | null | undefined): string {
  if (name === 'rows' || name.endsWith('_rows')) return whole(value);
  return decimals(value, SMALL.has(name) ? 6 : 4);
}
