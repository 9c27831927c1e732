import { api, part, type Page } from './client';
import type { Estimate } from './estimates';
import type { SingleConfig } from './presetContent';
import type { Queue } from './queues';

/** A grid: every combination of its lists is one configuration. Values are as somebody typed them; the server says which are wrong. */
export interface Grid {
  name: string;
  models: (string | { type: string; hyper_parameters: unknown })[];
  symbols: string[];
  timeframes: string[];
  days: (number | string)[];
  horizons: (number | string)[];
  encoders: string[];
  feature_systems: string[];
  folds?: string;
  skip_already_trained?: boolean;
  seeds?: (number | string)[];
  indicator_timeframes?: string[];
}

/** What a grid would come to; nothing is stored by asking. */
export interface GridPreview {
  name: string;
  text: string;
  combinations: number;
  duplicates: number;
  already_trained: number;
  /** To train, seeds counted. */
  items: number;
  /** That are trained, shared ones once. */
  models: number;
  fold_trainings: number;
  /** Some of what was trained already, each with its reason. */
  skipped: { configuration: string; reason: string }[];
  estimate?: Estimate | null;
}

/** The form's grid, or one as text: YAML, or JSON, which YAML contains. */
export type GridSource = { grid: Grid } | { text: string };

const YAML = { 'content-type': 'application/yaml' };

export const grids = {
  preview: (source: GridSource, signal?: AbortSignal) => post<GridPreview>('queues/preview', source, signal),
  create: (source: GridSource) => post<Queue>('queues', source),
  /** Published presets of one model; an ensemble is several grids in one. */
  presets: async (signal?: AbortSignal): Promise<string[]> => {
    const page = await api.get<Page<{ name: string; architecture: string }>>('presets', { status: 'published', limit: 200 }, signal ? { signal } : {});
    return page.items.filter((preset) => preset.architecture !== 'Ensemble').map((preset) => preset.name);
  },
  preset: (name: string) => api.get<SingleConfig>(`presets/${part(name)}/config`),
};

function post<T>(path: string, source: GridSource, signal?: AbortSignal): Promise<T> {
  return 'text' in source ? api.send<T>(path, source.text, YAML) : api.post<T>(path, source.grid, {}, signal ? { signal } : {});
}
