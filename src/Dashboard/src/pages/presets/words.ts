import type { Figure } from '../../api/freshness';
import { decimals, NOTHING, whole } from '../../format/numbers';

/** What a search, a model or a list may be named: the choices of the forms. The server has the last word on each. */
export const FEATURE_SYSTEMS = ['poc16', 'poc16+ma5', 'v1', 'v2'];
export const MODELS = ['lightgbm', 'xgboost', 'random_forest', 'gradient_boosting', 'linear_regression', 'ridge', 'lasso', 'elasticnet', 'lstm2head'];
export const ARCHITECTURES = [
  'LightGBM', 'XGBoost', 'RandomForest', 'GradientBoosting', 'LinearRegression', 'Ridge', 'Lasso', 'ElasticNet', 'LSTM2Head', 'Ensemble',
];
export const OBJECTIVES = ['roc_auc', 'accuracy', 'balanced_accuracy', 'f1', 'mcc', 'log_loss', 'brier', 'rmse', 'mae', 'correlation', 'rank_correlation'];
export const STATUSES = ['published', 'candidate', 'retired', 'imported'];
export const PHASES = ['broad', 'focused', 'local', 'stability'];

/** "2 focused" */
export function phaseName(phase: number): string {
  return PHASES[phase - 1] === undefined ? 'before the first trial' : `${phase} ${PHASES[phase - 1]}`;
}

/** A value as it stands in a preset: numbers with six digits that count, so that 0.00012 does not read 0. */
export function shown(value: unknown): string {
  if (value === null || value === undefined) return NOTHING;
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(6)));
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.length === 0 ? NOTHING : value.map(shown).join(value.some((item) => typeof item === 'object') ? '; ' : ', ');
  return typeof value === 'object' ? Object.entries(value).map(([name, item]) => `${name} ${shown(item)}`).join(', ') : String(value);
}

/** A metric: counts without decimals, all else with four. */
export function metric(value: number | null | undefined): string {
  return Number.isInteger(value) ? whole(value) : decimals(value, 4);
}

export function numberOf(figure: Figure | null | undefined): number | null {
  return typeof figure === 'number' ? figure : figure?.value ?? null;
}

/** Why a figure is missing; undefined where it is there. */
export function reasonOf(figure: Figure | null | undefined): string | undefined {
  return typeof figure === 'object' && figure !== null && figure.value === null ? figure.reason ?? undefined : undefined;
}

/** Four digits that count: returns a bar are small. */
export function small(figure: Figure): string {
  const value = numberOf(figure);
  return value === null ? NOTHING : String(Number(value.toPrecision(4)));
}

/** "a,b" in the address is a list. */
export function listOf(text: string | undefined): string[] {
  return (text ?? '').split(',').map((item) => item.trim()).filter(Boolean);
}
