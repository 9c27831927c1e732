import type { Metric } from '../format/numbers';
import { api, part, type Page, type Query } from './client';

/** Whether a published preset can still be trusted. */
export interface Freshness {
  name: string;
  version: number;
  published: string;
  fresh: boolean;
  reasons: string[];
  /** What was asked and what came out, a line each. */
  texts: string[];
  drift: { index: Metric; rows: number; furthest: { input: string; index: number }[] };
  score_then: Metric;
  score_now: Metric;
  measured: string | null;
  staleness: number;
}

export interface Recommended {
  rank: number;
  name: string;
  version: number;
  score: number;
  basis: string;
  in_regime: Metric;
  regime_bars: number;
  overall: Metric;
  fresh: boolean;
  reasons: string[];
}

export interface Recommendation {
  symbol: string;
  timeframe: string;
  regime: string;
  bar: string;
  /** Of all bars, those that are in the regime. */
  share: number;
  presets: Recommended[];
}

/** How a preset did at one horizon. */
export interface JudgedFigures {
  horizon: number;
  rows: number;
  roc_auc: Metric;
  log_loss: Metric;
  accuracy: Metric;
  base_rate: Metric;
  brier: Metric;
  sharpe: Metric;
}

/** Whether two presets differ in one figure, bar by bar. */
export interface PairedFigures {
  bars: number;
  difference: Metric;
  low: Metric;
  high: Metric;
  p: Metric;
  adjusted_p: Metric;
}

export interface ComparedHorizon {
  horizon: number;
  a: JudgedFigures;
  b: JudgedFigures;
  log_loss: PairedFigures;
  returns: PairedFigures;
  verdict: string;
}

export interface Comparison {
  id: string;
  status: 'pending' | 'training' | 'completed' | 'failed';
  created: string;
  finished: string | null;
  reason: string | null;
  request: { a: string; version_a: number; b: string; version_b: number; days: number | null };
  result: { window: { text: string }; horizons: ComparedHorizon[]; winner: 'a' | 'b' | null; verdict: string } | null;
}

/** A comparison in a list. */
export interface ComparisonItem extends Pick<Comparison, 'id' | 'status' | 'created' | 'finished' | 'request'> {
  winner: 'a' | 'b' | null;
  verdict: string | null;
}

export interface ComparisonBody {
  a: string;
  b: string;
  versions?: [number | null, number | null];
  days?: number;
}

/** Presets that are searched again because they are stale. */
export interface Reoptimized {
  judged: number;
  trial_budget: number;
  trials: number;
  entries: { name: string; version: number; chosen: boolean; trials: number; why: string[]; why_not: string | null }[];
  plan_id: string | null;
  message: string;
}

export const freshness = {
  list: (market: { symbol?: string | undefined; timeframe?: string | undefined }, signal: AbortSignal) =>
    api.get<Page<Freshness>>('presets/freshness', { ...market, limit: 200 }, { signal }),
  recommend: (symbol: string, timeframe: string, signal: AbortSignal) => api.get<Recommendation>('presets/recommend', { symbol, timeframe }, { signal }),
  compare: (body: ComparisonBody) => api.post<{ id: string }>('presets/ab', body),
  comparisons: (query: Query, signal: AbortSignal) => api.get<Page<ComparisonItem>>('presets/ab', query, { signal }),
  comparison: (id: string, signal: AbortSignal) => api.get<Comparison>(`presets/ab/${part(id)}`, {}, { signal }),
  reoptimize: (dryRun: boolean) => api.post<Reoptimized>('presets/reoptimize', { dry_run: dryRun }),
};
