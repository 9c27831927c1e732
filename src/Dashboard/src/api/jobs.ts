import type { Metric } from '../format/numbers';
import { api, part, type Page } from './client';

export type JobMode = 'quick' | 'full' | 'sequential';

export const JOB_STATUSES = ['pending', 'quick', 'waiting_for_approval', 'gate_refused', 'rejected', 'full', 'completed', 'failed', 'cancelled'] as const;

export type JobStatus = (typeof JOB_STATUSES)[number];

export interface JobItem {
  job_id: string;
  symbol: string;
  timeframe: string;
  training_mode: JobMode;
  status: JobStatus;
  created: string;
  fold: number;
  folds: number;
  progress_pct: number;
}

export interface JobFigures {
  accuracy: Metric;
  recall: Metric;
  precision: Metric;
  f1: Metric;
  roc_auc: Metric;
  hit_rate_tp1: Metric;
}

export interface JobFold {
  fold: number;
  kind: string;
  train_from: string;
  train_to: string;
  test_from: string;
  test_to: string;
  state: string;
  progress: number;
  figures: JobFigures | null;
  seconds: number | null;
  failure: string | null;
  /** What last went wrong on the way, while it has not ended. */
  note?: string;
}

export interface JobStage {
  folds: number;
  done: number;
  failed: number;
  average: JobFigures | null;
  staleness: JobFigures | null;
  notes: string[];
  seconds: number | null;
  started: string;
  finished: string | null;
  per_fold: JobFold[];
}

export interface GateLine {
  metric: string;
  value: Metric;
  bound: number;
  passed: boolean;
  missed_by: number | null;
  text: string;
}

export interface JobRequest {
  symbol: string;
  timeframe: string;
  training_mode: JobMode;
  model: string;
  feature_system: string;
  encoder: string;
  horizon: number;
  days: number | null;
  seed: number;
  auto_approve: boolean;
}

export interface Job extends JobItem {
  request: JobRequest;
  stage: string | null;
  quick: JobStage | null;
  full: JobStage | null;
  gate_passed: boolean | null;
  gate: GateLine[];
  decision: { answer: string; by: string; at: string } | null;
  approval_until: string | null;
  finished: string | null;
  elapsed_seconds: number;
  seconds_left: number | null;
  reason: string | null;
  target: Record<string, string> | null;
  live_version: number | null;
}

export interface Calibration {
  jobs: number;
  hours_saved: number;
  lines: string[];
}

export function hasEnded(status: JobStatus): boolean {
  return ['gate_refused', 'rejected', 'completed', 'failed', 'cancelled'].includes(status);
}

export const jobs = {
  page: (query: { status?: string; symbol?: string; continuation?: string | undefined }, signal?: AbortSignal) =>
    api.get<Page<JobItem>>('training/jobs', { limit: 50, ...query }, signal ? { signal } : {}),
  one: (id: string, signal?: AbortSignal) => api.get<Job>(`training/jobs/${part(id)}`, {}, signal ? { signal } : {}),
  start: (request: Partial<JobRequest>) => api.post<{ job_id: string }>('training/start', request),
  decide: (id: string, answer: 'approve' | 'reject' | 'cancel') => api.post<{ message: string }>(`training/jobs/${part(id)}/${answer}`),
  calibration: (signal?: AbortSignal) => api.get<Calibration>('training/calibration', {}, signal ? { signal } : {}),
};
