import { describe, expect, it } from 'vitest';
import type { EnsembleConfig, SingleConfig } from '../src/api/presetContent';
import { commandsOf } from '../src/pages/presets/one/commands';
import { gridOf, jobsOf } from '../src/pages/presets/one/requests';

const RIDGE: SingleConfig = {
  preset: 'BTCUSDT_1h_v2_Ridge_multi_h1-3', version: 2, symbol: 'BTCUSDT', timeframe: '1h', model: 'ridge', feature_system: 'v2', encoder: 'absolute',
  horizons: [1, 3], days: 180, seed: 4, hyper_parameters: { alpha: 2.5 },
};
const TREES: SingleConfig = {
  ...RIDGE, preset: 'BTCUSDT_1h_v1_LightGBM_single_h1', model: 'lightgbm', feature_system: 'v1', horizons: [1], days: 90, hyper_parameters: { num_leaves: 8 },
};
const BOTH: EnsembleConfig = { preset: 'BTCUSDT_1h_mixed_Ensemble_single_h1', version: 1, members: [RIDGE, TREES] };

describe('a grid of a preset', () => {
  it('trains its model with its own values', () => {
    expect(gridOf(RIDGE)).toEqual({
      name: RIDGE.preset, models: [{ type: 'ridge', hyper_parameters: { alpha: 2.5 } }], symbols: ['BTCUSDT'], timeframes: ['1h'], days: [180], horizons: [1, 3],
      encoders: ['absolute'],
      feature_systems: ['v2'], seeds: [4],
    });
  });

  it('trains all members of an ensemble, each value once and ascending', () => {
    const grid = gridOf(BOTH);

    expect(grid.models).toMatchObject([{ type: 'ridge' }, { type: 'lightgbm' }]);
    expect([grid.days, grid.horizons, grid.feature_systems, grid.seeds]).toEqual([[90, 180], [1, 3], ['v2', 'v1'], [4]]);
  });
});

describe('jobs of a preset', () => {
  it('are one a horizon, without what is no field of a job', () => {
    const [first, second] = jobsOf(RIDGE, 'quick');

    expect(first).toEqual({
      symbol: 'BTCUSDT', timeframe: '1h', model: 'ridge', feature_system: 'v2', encoder: 'absolute', horizon: 1, days: 180, seed: 4,
      hyper_parameters: { alpha: 2.5 }, training_mode: 'quick',
    });
    expect(second?.horizon).toBe(3);
  });

  it('have no window of training in full mode', () => {
    expect(jobsOf(RIDGE, 'full').every((job) => !('days' in job))).toBe(true);
  });
});

describe('the commands that take the file', () => {
  it('train from a candle with LightGBM only, and no job of an ensemble', () => {
    expect(commandsOf(RIDGE).some((line) => line.includes('candle'))).toBe(false);
    expect(commandsOf(TREES).at(-1)).toBe('./st candle train BTCUSDT 1h DATE --config configs/BTCUSDT_1h_v1_LightGBM_single_h1.json');
    expect(commandsOf(BOTH)).toEqual(['./st presets apply BTCUSDT_1h_mixed_Ensemble_single_h1', './st queue create configs/BTCUSDT_1h_mixed_Ensemble_single_h1.json --watch']);
  });
});
