import { api, part, type Page, type Query } from './client';
import type { HyperParameters, SeedValue } from './presetContent';

export const STUDY_STATUSES = ['pending', 'running', 'completed', 'failed', 'cancelled'] as const;

export type StudyStatus = (typeof STUDY_STATUSES)[number];

export interface StudyCounters {
  planned: number;
  complete: number;
  pruned: number;
  failed: number;
  done: number;
}

/** A search in the list. */
export interface StudyItem {
  study_id: string;
  symbol: string;
  timeframe: string;
  model: string;
  status: StudyStatus;
  objective: string;
  phase: number;
  trials: StudyCounters;
  best: number | null;
  created: string;
  ended: string | null;
}

/** A trial that was better than all before it. */
export interface BestTrial {
  number: number;
  phase: number;
  value: number;
  hyper_parameters: HyperParameters;
}

export interface Finalist {
  hyper_parameters: HyperParameters;
  search_value: number | null;
  value: number | null;
  spread: number | null;
  failed: number;
  seeds: SeedValue[];
}

export interface Study {
  study_id: string;
  symbol: string;
  timeframe: string;
  model: string;
  status: StudyStatus;
  objective: string;
  higher_is_better: boolean;
  trials: StudyCounters;
  created: string;
  spec: {
    feature_system: string;
    encoder: string;
    horizons: number[];
    /** JSON in a text, as the search was asked for. */
    space: string;
    phases: number;
    seed: number;
    days: number;
    fold_mode: string;
  };
  phase: number;
  phase_name: string | null;
  running: number;
  best: BestTrial | null;
  history: BestTrial[];
  outcome: {
    winner: { hyper_parameters: HyperParameters; value: number; spread: number; median_seed: number; seeds: SeedValue[]; finalists: Finalist[] };
    importance: { name: string; share: number }[];
  } | null;
  seconds: number | null;
  reason: string | null;
  cancel_asked: string | null;
}

export interface Trial {
  number: number;
  phase: number;
  state: 'running' | 'complete' | 'pruned' | 'failed' | 'cancelled';
  seed: number;
  hyper_parameters: HyperParameters;
  /** The mean so far; null before the first fold. */
  value: number | null;
  steps: { fold: number; value: number }[];
  seconds: number;
  reason: string | null;
}

export const studies = {
  list: (query: Query, signal: AbortSignal) => api.get<Page<StudyItem>>('presets/studies', query, { signal }),
  get: (id: string, signal: AbortSignal) => api.get<Study>(`presets/studies/${part(id)}`, {}, { signal }),
  trials: (id: string, query: Query, signal: AbortSignal) => api.get<Page<Trial>>(`presets/studies/${part(id)}/trials`, query, { signal }),
  cancel: (id: string) => api.post<unknown>(`presets/studies/${part(id)}/cancel`),
};

export function isSearching(status: StudyStatus): boolean {
  return status === 'pending' || status === 'running';
}
