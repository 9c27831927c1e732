import { api, part, type Page, type Query } from './client';
import type { Cost } from './costs';
import type { PresetConfig, PresetContent } from './presetContent';

export const PRESET_STATUSES = ['published', 'candidate', 'retired', 'imported'] as const;

export type PresetStatus = (typeof PRESET_STATUSES)[number];

/** A preset in the list. */
export interface PresetItem {
  name: string;
  symbol: string;
  timeframe: string;
  feature_system: string;
  architecture: string;
  horizons: number[];
  version: number;
  status: PresetStatus | null;
  best_metric: number | null;
  auto_validated: boolean;
  description: string;
  updated: string;
}

/** One version of a preset, whole. */
export interface Preset {
  name: string;
  version: number;
  deleted: boolean;
  description: string;
  fingerprint: string;
  updated: string;
  content: PresetContent;
  /** Of its search; null where it is not known, and then `cost_reason` says why. */
  cost?: Cost | null;
  cost_reason?: string | null;
}

export interface PresetEvent {
  kind: 'saved' | 'imported' | 'deleted' | 'restored';
  version: number;
  description: string;
  content_fingerprint: string;
  at: string;
}

export interface PresetHistory {
  name: string;
  latest: number;
  deleted: boolean;
  /** The oldest first. */
  events: PresetEvent[];
}

export interface PresetChange {
  path: string;
  kind: 'added' | 'removed' | 'changed';
  old: unknown;
  new: unknown;
  /** In one line, for people. */
  text: string;
}

export interface PresetDiff {
  name: string;
  from: number;
  to: number;
  changes: PresetChange[];
}

export interface SideBySideLine {
  path: string;
  values: unknown[];
  differs: boolean;
}

export interface SideBySide {
  presets: { name: string; version: number; status: PresetStatus | null; best_metric: number | null; description: string; updated: string }[];
  lines: SideBySideLine[];
}

/** How a version did later. Who logs it decides what is in `metrics`. */
export interface PerformanceEntry {
  id: string;
  name: string;
  version: number;
  at: string;
  metrics: Record<string, unknown>;
}

export interface Imported {
  name: string;
  version: number;
  file_name: string;
  file_version: number;
  trust: 'none' | 'unknown' | 'trusted';
}

const one = (name: string, rest = '') => `presets/${part(name)}${rest}`;

export const presets = {
  list: (query: Query, signal: AbortSignal) => api.get<Page<PresetItem>>('presets', query, { signal }),
  get: (name: string, version: string | undefined, signal: AbortSignal) => api.get<Preset>(one(name), { version }, { signal }),
  history: (name: string, signal?: AbortSignal) => api.get<PresetHistory>(one(name, '/history'), {}, signal ? { signal } : {}),
  diff: (name: string, from: number, to: number, signal: AbortSignal) => api.get<PresetDiff>(one(name, '/diff'), { from, to }, { signal }),
  performance: (name: string, limit: number, signal: AbortSignal) => api.get<Page<PerformanceEntry>>(one(name, '/performance'), { limit }, { signal }),
  config: (name: string, version: string | undefined, signal: AbortSignal) => api.get<PresetConfig>(one(name, '/config'), { version }, { signal }),
  compare: (names: readonly string[], signal: AbortSignal) => api.get<SideBySide>('presets/compare', { names }, { signal }),
  delete: (name: string, description: string) => api.delete<Preset>(one(name), { description }),
  restore: (name: string, description: string) => api.post<Preset>(one(name, '/restore'), undefined, { description }),
  export: (name: string, version: string | undefined) => api.raw(one(name, '/export'), { version }),
  exportMany: (names: readonly string[]) => api.raw('presets/export', {}, { names }),
  import: (file: Blob, type: string, name?: string) => api.send<{ presets: Imported[] }>('presets/import', file, { 'content-type': type }, { name }),
};
