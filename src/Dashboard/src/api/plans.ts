import { api, part, type Page, type Query } from './client';
import type { HeldOut } from './presetContent';

export type PlanStatus = 'pending' | 'running' | 'completed' | 'failed' | 'cancelled';
export type EntryStatus = 'pending' | 'searching' | 'judging' | 'published' | 'kept' | 'skipped' | 'failed' | 'cancelled';

export interface PlanItem {
  plan_id: string;
  status: PlanStatus;
  created: string;
  finished: string | null;
  entries: number;
  done: number;
  failed: number;
  skipped: number;
  cancelled: number;
}

/** A figure of the held-out part; over all horizons where `horizon` is null. */
export interface HeldOutLine {
  horizon: number | null;
  metric: string;
  preset: number | null;
  defaults: number | null;
  current: number | null;
}

export interface PlanEntry {
  number: number;
  priority: number;
  preset: string;
  status: EntryStatus;
  objective: string;
  /** The last phase of its search. */
  phases: number;
  study_id: string | null;
  study: { phase: number; done: number; planned: number; best: number | null } | null;
  started: string | null;
  finished: string | null;
  reason: string | null;
  version: number | null;
  lines: HeldOutLine[] | null;
  held_out: HeldOut | null;
}

export interface Plan {
  plan_id: string;
  status: PlanStatus;
  created: string;
  finished: string | null;
  elapsed_seconds: number;
  reason: string | null;
  done: number;
  failed: number;
  skipped: number;
  cancelled: number;
  entries: PlanEntry[];
}

/** What a person typed where a number is wanted: the server says what is wrong with a text. */
export type Numeric = number | string;

export interface PlanTrials {
  broad?: Numeric;
  focused?: Numeric;
  local?: Numeric;
  seeds?: Numeric;
}

/** What is to be generated: the lists are multiplied. What is left out has the server's default. */
export interface GenerateBody {
  symbols: string[];
  timeframes: string[];
  features: string[];
  models: string[];
  horizons: Numeric[][];
  quick: boolean;
  phases?: Numeric;
  max_configs?: Numeric;
  force?: boolean;
  seed?: Numeric;
  objective?: string;
  trials?: PlanTrials;
  max_parallel?: Numeric;
  publish?: 'always' | 'when_better';
  description?: string;
}

export interface PlanStarted {
  plan_id: string;
  entries: number;
  skipped: number;
}

export const plans = {
  list: (query: Query, signal: AbortSignal) => api.get<Page<PlanItem>>('presets/plans', query, { signal }),
  get: (id: string, signal: AbortSignal) => api.get<Plan>(`presets/plans/${part(id)}`, {}, { signal }),
  generate: (body: GenerateBody) => api.post<PlanStarted>('presets/generate', body),
  fromStudy: (studyId: string) => api.post<PlanStarted>('presets/from-study', { study_id: studyId }),
  cancel: (id: string) => api.post<unknown>(`presets/plans/${part(id)}/cancel`),
};

export function isMaking(status: PlanStatus): boolean {
  return status === 'pending' || status === 'running';
}
