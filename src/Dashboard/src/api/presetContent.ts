/** What a version of a preset says, as docs/guides/presets.md has it. */
export interface PresetContent {
  status: string;
  auto_validated: boolean;
  config_hash: string;
  dataset: { fingerprint: string; from: string; to: string; bars: number };
  features: { system: string; version: string; encoder: string; indicator_timeframes: string[] };
  model: { type: string; architecture: string };
  horizons: number[];
  hyper_parameters: HyperParameters;
  training: { days: number; fold_mode: string; test_days?: number; entry_delay: number; seed: number };
  validation_metrics: Metrics;
  search?: PresetSearch;
  stability?: { mean: number; spread: number; median_seed: number; seeds: SeedValue[] };
  held_out?: HeldOut;
  members?: { name: string; version: number; weight: number }[];
  inputs?: Record<string, unknown>;
}

export type HyperParameters = Record<string, unknown>;

/** By name; null where one cannot be computed. */
export type Metrics = Record<string, number | null>;

export interface SeedValue {
  seed: number;
  value: number;
}

export interface PresetSearch {
  study_id: string;
  phase: number;
  trials: number;
  seed: number;
  objective: string;
  best_metric: number;
  importance: Record<string, number>;
  space: SearchSpace;
}

/** What a search may choose from, by parameter. */
export type SearchSpace = Record<string, ParameterRange>;

export interface ParameterRange {
  low?: number;
  high?: number;
  /** It is searched by its order of magnitude. */
  log?: boolean;
  whole?: boolean;
  choices?: (string | number | boolean)[];
}

/** Preset and library defaults on the last part of the data, which the search never saw. */
export interface HeldOut {
  from: string;
  to: string;
  preset: Metrics;
  defaults: Metrics;
  looks: number;
  deflated_probability: number | null;
  beats_defaults: boolean;
  verdict: string;
}

/** What a training needs of a preset: the file that `st presets apply` writes. */
export type PresetConfig = SingleConfig | EnsembleConfig;

export interface SingleConfig {
  preset: string;
  version: number;
  symbol: string;
  timeframe: string;
  model: string;
  feature_system: string;
  encoder: string;
  horizons: number[];
  days: number;
  seed: number;
  hyper_parameters: HyperParameters;
}

export interface EnsembleConfig {
  preset: string;
  version: number;
  members: SingleConfig[];
}
