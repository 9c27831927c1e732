import { api, part, type Page } from './client';
import type { Cost } from './costs';
import type { Estimate } from './estimates';

export const QUEUE_STATES = ['pending', 'running', 'paused', 'completed', 'cancelled', 'crashed'] as const;

export type QueueState = (typeof QUEUE_STATES)[number];

export interface QueueCounters {
  total: number;
  completed: number;
  failed: number;
  skipped: number;
  /** Of the completed ones, those whose model is the best somewhere. */
  kept: number;
}

export interface QueueListItem {
  id: string;
  name: string;
  state: QueueState;
  created: string;
  counters: QueueCounters;
}

export interface Queue extends QueueListItem {
  reason: string | null;
  since: string | null;
  started: string | null;
  finished: string | null;
  last_beat: string | null;
  /** How often it was begun; 0 before the first start. */
  attempt: number;
  preview: string;
  to_train: number;
  rate_per_hour: number | null;
  seconds_left: number | null;
  recommendation: { action: string; text: string } | null;
  /** The configurations that are being trained, in words. */
  running: string[];
  grid_text: string | null;
  rules: QueueRules | null;
  instance_id: string | null;
  estimate?: Estimate | null;
  /** Of its runs that have a score; null while there is none. */
  cost?: Cost | null;
  /** Which runs `cost` is of. */
  cost_note?: string | null;
}

/** By which models are scored and kept; taken from the settings when the queue was created. */
export interface QueueRules {
  prediction_methods: string[];
  ensemble_methods: string[];
  confidence_thresholds: number[];
  lookback_windows: number[];
  backtest: { commission: number; spread: number; slippage: number; allow_short: boolean; entry_delay: number; initial_equity: number };
  selection: {
    min_trades: number;
    min_improvement_threshold: number;
    absolute_margin: number;
    keep_top_n_per_regime: number;
    scope: string;
    delete_non_best_models: boolean;
  };
  regime_set: string;
}

export interface QueueItem {
  index: number;
  state: 'pending' | 'running' | 'completed' | 'failed' | 'skipped' | 'cancelled';
  configuration: {
    model: string;
    symbol: string;
    timeframe: string;
    days: number;
    horizon: number;
    encoder: string;
    feature_system: string;
    indicator_timeframes: string[];
    hyper_parameters: Record<string, unknown>;
  };
  seed: number;
  /** From 1, among those that are to be trained; null for one that was trained before. */
  number: number | null;
  run_id: string | null;
  reason: string | null;
}

export interface LogLine {
  at: string;
  text: string;
  /** The place behind the line, to go on from. */
  cursor: string;
}

export interface Checkpoint {
  name: string;
  at: string;
}

export type Wish = 'start' | 'pause' | 'resume' | 'cancel';

const of = (id: string) => `queues/${part(id)}`;

export const queues = {
  list: (query: { state?: string | undefined; limit: number; continuation?: string | undefined }, signal: AbortSignal) => api.get<Page<QueueListItem>>('queues', query, { signal }),
  get: (id: string, signal: AbortSignal) => api.get<Queue>(of(id), {}, { signal }),
  items: (id: string, limit: number, continuation: string | undefined, signal: AbortSignal) =>
    api.get<Page<QueueItem>>(`${of(id)}/items`, { limit, continuation }, { signal }),
  /** The oldest first. */
  log: (id: string, after: string | undefined, limit: number, signal: AbortSignal) => api.get<LogLine[]>(`${of(id)}/log`, { after, limit }, { signal }),
  checkpoints: (id: string, signal: AbortSignal) => api.get<Checkpoint[]>(`${of(id)}/checkpoints`, {}, { signal }),
  /** The answer says what happens now: most wishes wait for the models that run. */
  wish: (id: string, wish: Wish, checkpoint?: string) => api.post<{ message: string }>(`${of(id)}/${wish}`, undefined, { checkpoint }),
};

/** Those that have an end, whatever it is. */
export function doneOf(counters: QueueCounters): number {
  return counters.completed + counters.failed + counters.skipped;
}

export function isOver(state: QueueState): boolean {
  return state === 'completed' || state === 'cancelled';
}
