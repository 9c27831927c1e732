import type { Metric } from '../format/numbers';
import { api, part, type Page, type Query } from './client';
import type { Cost } from './costs';

export type Metrics = Readonly<Record<string, Metric>>;

export const RUN_STATUSES = ['running', 'completed', 'failed', 'cancelled'] as const;

/** A run in a list. */
export interface RunItem {
  id: string;
  created: string;
  symbol: string;
  timeframe: string;
  model_type: string;
  status: string;
  /** Null until it is decided. */
  kept: boolean | null;
  regimes: string[];
  tags: string[];
  queue_id: string | null;
  /** Null until it is scored. */
  cost?: Cost | null;
}

export type RunAction = 'delete' | 'restore' | 'tag' | 'untag';

export interface RunActionResult {
  id: string;
  result: 'done' | 'unchanged' | 'refused' | 'missing';
  detail: string;
}

export interface RunActionsAnswer {
  action: RunAction;
  done: number;
  unchanged: number;
  refused: number;
  missing: number;
  results: RunActionResult[];
}

/** Everything that is stored of a run. What it takes to train it comes first, what came of it later: a young run has neither. */
export interface RunDocument extends RunItem {
  configuration_hash: string;
  finished: string | null;
  /** When it was taken out of the history. */
  deleted: string | null;
  error: string | null;
  summary: string | null;
  recipe?: RunRecipe;
  models?: RunModel[];
  score?: RunScore | null;
  verdict?: RunVerdict | null;
}

export interface RunRecipe {
  configuration: Record<string, unknown>;
  data_fingerprint: string;
  fold_options: Record<string, unknown>;
  fold_plan_key: string;
  seed: string;
  code_version: string;
  rules: Record<string, unknown>;
}

/** What a run uses of one horizon. */
export interface RunModel {
  horizon: number;
  configuration_hash: string;
  folds: RunFold[];
}

export interface RunFold {
  number: number;
  /** Part of the average; the others say how a model ages. */
  is_average: boolean;
  key: string;
  outcome: FoldOutcome | null;
}

export interface FoldOutcome {
  metrics: Record<string, number | null>;
  /** Why a metric has no figure. */
  reasons: Record<string, string>;
  hashes: Record<string, string>;
  seconds: number;
  device: string;
  machine: string | null;
  threads: number | null;
  notes: string[];
}

export interface RunScore {
  model_id: string;
  best: BestStrategy[];
  metrics: Record<string, number | null>;
  staleness_metrics: Record<string, number | null>;
  baselines: Record<string, { name: string; metrics: Metrics }[]>;
  regime_bars: Record<string, number>;
  model_bytes: number;
  training_seconds: number;
  backtest_seconds: number;
  storage_transactions: number;
  notes: string[];
}

/** The best strategy of a regime, or of all bars under `total`. */
export interface BestStrategy {
  regime: string;
  strategy: string;
  score: Metric;
  trades: number;
}

export interface RunVerdict {
  board: string;
  log_line: string;
  outcomes: RegimeOutcome[];
  tombstone: { defeats: Defeat[]; deleted_by: string | null; reason: string } | null;
  files_deleted: string | null;
  restored: string | null;
}

export interface RegimeOutcome {
  regime: string;
  kind: string;
  candidate: { strategy: string; score: Metric; trades: number; deflated_probability: Metric };
  text: string;
}

export interface Defeat {
  regime: string;
  strategy: string;
  score: Metric;
  by: { run_id: string; strategy: string; score: Metric } | null;
  margin: number | null;
  reason: string;
}

export const runs = {
  page: (filter: Query, limit: number, continuation: string | undefined, signal: AbortSignal) =>
    api.get<Page<RunItem>>('runs', { ...filter, limit, continuation }, { signal }),
  get: (id: string, signal: AbortSignal) => api.get<RunDocument>(`runs/${part(id)}`, {}, { signal }),
  act: (action: RunAction, ids: readonly string[], tags?: readonly string[]) =>
    api.post<RunActionsAnswer>('runs/actions', { action, ids, ...(tags ? { tags } : {}) }),
  /** A file with all rows of the filter. */
  csv: (filter: Query) => api.raw('runs.csv', filter),
};
