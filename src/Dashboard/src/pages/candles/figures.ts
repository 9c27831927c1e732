import { decimals, NOTHING, whole } from '../../format/numbers';

const NAMES: Record<string, string> = {
  accuracy: 'Accuracy', base_rate: 'Share of rises', majority_accuracy: 'Accuracy of the more frequent class', lift: 'Accuracy above that', precision: 'Precision',
  recall: 'Recall', f1: 'F1', mcc: 'MCC', balanced_accuracy: 'Balanced accuracy', roc_auc: 'ROC AUC', log_loss: 'Log loss', brier: 'Brier score',
  calibration_error: 'Calibration error', rows: 'Rows',
};

/** A figure's name for people; the server's own where there is none. */
export function figureName(name: string): string {
  return NAMES[name] ?? name.replaceAll('_', ' ');
}

/** Four decimals: between two candles the third is what differs. */
export function figure(name: string, value: number | null | undefined): string {
  if (value === null || value === undefined) return NOTHING;
  return name === 'rows' ? whole(value) : decimals(value, 4);
}
