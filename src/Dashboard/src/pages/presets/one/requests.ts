import type { Grid } from '../../../api/grids';
import type { JobMode } from '../../../api/jobs';
import type { PresetConfig, SingleConfig } from '../../../api/presetContent';

/** What is trained: a preset itself, or the members of an ensemble. */
function trainedOf(config: PresetConfig): readonly SingleConfig[] {
  return 'members' in config ? config.members : [config];
}

/** The grid of a preset, as `st queue create` makes it of the file: each model of it with each of its feature systems, horizons and windows. */
export function gridOf(config: PresetConfig): Grid {
  const trained = trainedOf(config);
  return {
    name: config.preset,
    models: distinct(trained.map((one) => ({ type: one.model, hyper_parameters: one.hyper_parameters }))),
    symbols: distinct(trained.map((one) => one.symbol)),
    timeframes: distinct(trained.map((one) => one.timeframe)),
    days: ascending(trained.map((one) => one.days)),
    horizons: ascending(trained.flatMap((one) => one.horizons)),
    encoders: distinct(trained.map((one) => one.encoder)),
    feature_systems: distinct(trained.map((one) => one.feature_system)),
    seeds: ascending(trained.map((one) => one.seed)),
  };
}

/** The jobs of a preset, one a horizon, as `st train MODE --config` makes them. The full mode has no window of training, so that `days` is left out there. */
export function jobsOf(config: SingleConfig, mode: JobMode) {
  const { preset: _preset, version: _version, horizons, days, ...rest } = config;
  return horizons.map((horizon) => ({ ...rest, horizon, training_mode: mode, ...(mode === 'full' ? {} : { days }) }));
}

function distinct<T>(values: readonly T[]): T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

function ascending(values: readonly number[]): number[] {
  return distinct(values).sort((a, b) => a - b);
}
