/** "min_train_days" -> "Min train days" */
export function named(name: string): string {
  const text = name.replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A value of a recipe as people read it; undefined where there is nothing to say. */
export function shown(value: unknown): string | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map((item) => shown(item) ?? '').join(', ');
  if (typeof value !== 'object') return String(value);
  const parts = Object.entries(value).map(([name, inner]) => `${name} ${shown(inner) ?? 'none'}`);
  return parts.length === 0 ? undefined : parts.join(', ');
}

const METRICS: Record<string, string> = {
  roc_auc: 'ROC AUC', f1: 'F1', mcc: 'MCC', rmse: 'RMSE', mae: 'MAE', r2: 'R²', brier: 'Brier score', hit_rate_tp1: 'Hit rate of the first target', report_rows: 'Report rows',
  majority_accuracy: 'Accuracy of the commoner class', naive_accuracy: 'Accuracy of the naive line', no_change_rmse: 'RMSE of no change', no_change_mae: 'MAE of no change',
};

export function metricName(name: string): string {
  return METRICS[name] ?? named(name);
}
