import { api, part, type Page } from './client';
import { instances } from './instances';
import type { Metrics } from './runs';

/** How a strategy did in a regime, or in all bars under `total`. */
export interface BacktestLine {
  strategy: string;
  regime: string;
  score: number | null;
  trades: number;
  metrics: Metrics;
}

/** A strategy bar by bar; times are the closes, in seconds since 1970. */
export interface EquityView {
  run_id: string;
  strategy: string;
  initial_equity: number;
  folds: { number: number; from: string; to: string }[];
  time: number[];
  equity: number[];
  buy_and_hold: number[];
  /** 1, 0 or -1. */
  position: number[];
  /** An index into `regimes`; -1 for a bar of none. */
  regime: number[];
  regimes: string[];
  /** How many points there were, where not all of them are here. */
  thinned_from: number | null;
}

export interface LearningCurve {
  name: string;
  first_iteration: number;
  values: (number | null)[];
  /** Of its target; that of the fold where it is left out. */
  best_iteration?: number;
}

export interface LearnedFold {
  horizon: number;
  number: number;
  is_average: boolean;
  curves: LearningCurve[];
  best_iteration: number | null;
  iterations: number | null;
  importance: { input: string; share: number }[];
  reason?: string | null;
}

export interface Artifact {
  horizon: number | null;
  fold: number | null;
  kind: string;
  path: string;
  bytes: number;
  sha256: string | null;
  exists: boolean;
}

/** A run trained once more: to compare, or to have its deleted model back. */
export type Recovery = 'reproduce' | 'restore';

export interface RecoveryStatus {
  run_id: string;
  state: 'running' | 'completed' | 'failed';
  started: string;
  /** To train; 0 before that is known. */
  folds: number;
  done: number;
  report: RecoveryReport | null;
  error: string | null;
}

export interface RecoveryReport {
  equal: boolean;
  folds: number;
  differences: { horizon: number; fold: number; what: string; recorded: string | null; found: string | null }[];
  environment: string[];
}

const PAGE = 1000;
/** More lines than any grid of strategies has. */
const MOST_PAGES = 10;

export const runDetail = {
  /** Every strategy of a run in a regime, or every regime of a strategy. */
  backtests: async (id: string, of: { regime: string } | { strategy: string }, signal: AbortSignal): Promise<BacktestLine[]> => {
    const lines: BacktestLine[] = [];
    let continuation: string | null = null;
    for (let pages = 0; pages < MOST_PAGES; pages++) {
      const page: Page<BacktestLine> = await api.get(`runs/${part(id)}/backtests`, { ...of, limit: PAGE, continuation }, { signal });
      lines.push(...page.items);
      continuation = page.continuation;
      if (continuation === null) break;
    }
    return lines;
  },
  equity: (id: string, strategy: string | undefined, signal: AbortSignal) => api.get<EquityView>(`runs/${part(id)}/equity`, { strategy }, { signal }),
  learning: (id: string, horizon: string | undefined, signal: AbortSignal) =>
    api.get<{ folds: LearnedFold[]; reason: string | null }>(`runs/${part(id)}/learning`, { horizon }, { signal }),
  artifacts: (id: string, signal: AbortSignal) => api.get<{ items: Artifact[]; total_bytes: number }>(`runs/${part(id)}/artifacts`, {}, { signal }),
  recover: (kind: Recovery, id: string) => api.post(`runs/${part(id)}/${kind}`),
  /** Null where it was never asked for; the list of instances is asked first, because the status of what never was is an error. */
  recovery: async (kind: Recovery, id: string, signal: AbortSignal): Promise<RecoveryStatus | null> => {
    const instance = `${kind}-${id}`;
    const known = await instances.page({ prefix: instance }, signal);
    if (!known.items.some((item) => item.instance_id === instance)) return null;
    return api.get<RecoveryStatus>(`runs/${part(id)}/${kind}`, {}, { signal });
  },
};
