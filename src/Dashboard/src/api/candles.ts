import type { Page } from './client';
import { api, part } from './client';
import type { LiveModel } from './models';

/** What LightGBM is trained with from a candle. */
export interface CandleParams {
  learning_rate: number;
  num_leaves: number;
  max_depth: number;
  min_child_samples: number;
}

/** What a training from a candle may be told; the server has a default for what is left out. */
export interface CandleOptions {
  symbol: string;
  timeframe: string;
  train_years: number;
  test_window_size: number;
  params: CandleParams;
  feature_set: string;
  folds: number;
  windows: number;
  /** 0: better params are not looked for. */
  optimize_seconds: number;
  threshold: number;
  seed: number;
}

/** As it is asked for: a number that was left empty is the server's to choose. */
export type CandleOrder = Omit<CandleOptions, 'threshold' | 'seed'> & { threshold: number | null; seed: number | null };

export type BatchCandles = { candles: readonly string[] } | { from: string; to: string; every: number | null };

export type RunStatus = 'started' | 'completed' | 'failed' | 'cancelled';

export interface RunLine {
  run_id: string;
  symbol: string;
  timeframe: string;
  candle_date: string;
  status: RunStatus;
  started: string;
  batch_id: string | null;
  /** On the test; null before the end. */
  accuracy: number | null;
  roc_auc: number | null;
}

export type Figures = Record<string, number | null>;

export interface CandleRun {
  run_id: string;
  symbol: string;
  timeframe: string;
  candle_date: string;
  status: RunStatus;
  started: string;
  finished: string | null;
  config: CandleOptions & { candle_date: string };
  /** 0 to 1. */
  progress: number;
  batch_id: string | null;
  error: string | null;
}

export interface Part {
  part: 'fit' | 'tune' | 'test';
  /** From 1 for a test, else 0. */
  window: number;
  bars: number;
  rows: number;
  first: string;
  last: string;
  last_label_end: string;
  up: number;
  up_share: number | null;
}

export interface TestFigures {
  number: number;
  first: string;
  last: string;
  threshold: number;
  metrics: Figures;
}

export interface Spread {
  count: number;
  mean: number;
  deviation: number | null;
  least: number;
  most: number;
}

export interface CandleResults {
  run_id: string;
  params: CandleParams;
  splits: Part[];
  train_metrics: Figures;
  tune_metrics: Figures;
  test_metrics: Figures;
  threshold: { used: number; tune_f1: number | null; on_train: number; train_f1: number | null; note: string | null };
  baselines: {
    base_rate: number | null;
    majority_accuracy: number | null;
    naive_accuracy: number | null;
    buy_and_hold_return: number;
    naive_return: number;
    model_return: number;
  };
  windows: TestFigures[];
  stability: { folds: TestFigures[]; spread: Record<string, Spread> } | null;
  search: { seconds: number; trials: number; own: CandleParams; own_auc: number | null; chosen: CandleParams; auc: number | null } | null;
  importance: { feature: string; share: number }[];
  iterations: number;
  data_fingerprint: string;
  code_version: string;
  notes: string[];
}

/** What a model says of a bar. */
export interface Forecast {
  timestamp: string;
  prediction: 0 | 1;
  probability: number;
  /** The distance of the probability from one half, 0 to 0.5. */
  confidence: number;
}

export interface Forecasts {
  threshold: number;
  total_predictions: number;
  predictions: Forecast[];
  continuation: string | null;
}

export interface BatchRun {
  run_id: string;
  candle_date: string;
  status: RunStatus;
  threshold: number | null;
  test_metrics: Figures | null;
  error: string | null;
}

export interface CandleBatch {
  batch_id: string;
  symbol: string;
  timeframe: string;
  status: 'started' | 'completed';
  started: string;
  runs: BatchRun[];
  spread: Record<string, Spread>;
  best_run_id: string | null;
}

export interface Proposal {
  runs: number;
  proposed: CandleParams | null;
  own: CandleParams;
  expected: number | null;
  own_expected: number | null;
  reason: string;
}

export interface ForecastQuery {
  start_date?: string | undefined;
  end_date?: string | undefined;
  threshold?: number | undefined;
  limit?: number;
}

const RUNS = 'training/poc-runs';
const BATCHES = 'training/poc-batches';

export const candles = {
  train: (body: CandleOrder & { candle_date: string }) => api.post<{ run_id: string }>('training/run-poc', body),
  page: (limit: number, continuation: string | undefined, signal: AbortSignal) => api.get<Page<RunLine>>(RUNS, { limit, continuation }, { signal }),
  run: (id: string, signal: AbortSignal) => api.get<CandleRun>(`${RUNS}/${part(id)}`, {}, { signal }),
  results: (id: string, signal: AbortSignal) => api.get<CandleResults>(`${RUNS}/${part(id)}/results`, {}, { signal }),
  remove: (id: string) => api.delete<void>(`${RUNS}/${part(id)}`),
  cancel: (id: string) => api.post<{ status: string }>(`${RUNS}/${part(id)}/cancel`),
  use: (id: string) => api.post<LiveModel>(`${RUNS}/${part(id)}/use`),
  forecasts: (id: string, query: ForecastQuery, signal: AbortSignal) => api.post<Forecasts>(`poc-predictions/${part(id)}`, undefined, { ...query }, { signal }),
  trainBatch: (body: CandleOrder & BatchCandles) => api.post<{ batch_id: string }>(BATCHES, body),
  batch: (id: string, signal: AbortSignal) => api.get<CandleBatch>(`${BATCHES}/${part(id)}`, {}, { signal }),
  proposal: (options: CandleOrder, candle: string) => {
    const { symbol, timeframe, train_years, params } = options;
    return api.get<Proposal>('training/candle-proposal', { symbol, timeframe, candle_date: candle, train_years, ...params });
  },
};
