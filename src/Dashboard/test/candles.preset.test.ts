import { describe, expect, it } from 'vitest';
import type { PresetItem } from '../src/api/presets';
import type { SingleConfig } from '../src/api/presetContent';
import { USUAL } from '../src/pages/candles/draft';
import { fromPreset, presetChoices } from '../src/pages/candles/fromPreset';

const MARKET = { symbol: 'BTCUSDT', timeframe: '1h' };
const PRESET: SingleConfig = {
  preset: 'BTCUSDT_1h_v2_LightGBM_single_h1', version: 2, ...MARKET, model: 'lightgbm', feature_system: 'v2', encoder: 'absolute', horizons: [1], days: 180, seed: 3,
  hyper_parameters: { learning_rate: 0.0198, max_depth: 7, min_data_in_leaf: 21, num_leaves: 20, num_iterations: 500 },
};
const RANGES = [
  { option: 'params.num_leaves', least: 15, most: 63, unit: 'leaves' }, { option: 'params.max_depth', least: 3, most: 12, unit: 'levels' },
  { option: 'params.min_child_samples', least: 10, most: 50, unit: 'rows' },
];
const item = (name: string, architecture: string): PresetItem => ({
  name, architecture, ...MARKET, feature_system: 'v1', horizons: [1], version: 1, status: 'published', best_metric: null, auto_validated: false, description: '', updated: '',
});

describe('the dialog of a candle, filled with a preset', () => {
  it('takes features, seed and the four values, the rows of a leaf under either name', () => {
    const { draft } = fromPreset({ ...USUAL, windows: 4 }, PRESET, MARKET, RANGES);

    expect(draft).toEqual({
      ...USUAL, windows: 4, feature_set: 'v2', seed: '3', params: { learning_rate: 0.0198, num_leaves: 20, max_depth: 7, min_child_samples: 21 },
    });
  });

  it('leaves what the preset does not name as it was', () => {
    expect(fromPreset(USUAL, { ...PRESET, hyper_parameters: { num_leaves: 40 } }, MARKET, RANGES).draft.params).toEqual({ ...USUAL.params, num_leaves: 40 });
  });

  it('takes the nearest value that can be chosen, and says so', () => {
    const { draft, notes } = fromPreset(USUAL, { ...PRESET, hyper_parameters: { num_leaves: 10, max_depth: -1 } }, MARKET, RANGES);

    expect(draft.params).toMatchObject({ num_leaves: 15, max_depth: 12 });
    expect(notes[0]).toBe('Num leaves is 10 there and 15 here, where 15 to 63 can be chosen.');
    expect(notes[1]).toMatch(/^Max depth is -1 there and 12 here/);
  });

  it('takes values as they are while the ranges are not known', () => {
    expect(fromPreset(USUAL, { ...PRESET, hyper_parameters: { num_leaves: 10 } }, MARKET, []).draft.params.num_leaves).toBe(10);
  });

  it('says what it has no room for', () => {
    expect(fromPreset(USUAL, PRESET, MARKET, RANGES).notes).toEqual([
      'Left out, since nobody can choose it for a candle: encoder absolute; horizons 1; a window of 180 days; num iterations 500.',
    ]);
  });

  it('says that it was searched for another market', () => {
    expect(fromPreset(USUAL, PRESET, { symbol: 'SPY', timeframe: '1d' }, RANGES).notes[0]).toBe('It was searched for BTCUSDT 1h, and this is SPY 1d.');
  });
});

describe('the presets to choose from', () => {
  it('are those of LightGBM; others say why not', () => {
    expect(presetChoices([item('a', 'Ridge'), item('b', 'LightGBM')])).toEqual([
      'b', { value: 'a', text: 'a: is of Ridge, and a candle trains LightGBM', disabled: true },
    ]);
  });
});
