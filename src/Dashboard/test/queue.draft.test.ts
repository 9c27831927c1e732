import { describe, expect, it } from 'vitest';
import type { MarketBars } from '../src/api/bars';
import { firstDraft, gridOf, modeOf, nameOf, numbers, withPreset, type Draft } from '../src/pages/queue/builder/draft';

const market = (symbol: string, timeframe: string): MarketBars => ({
  symbol, timeframe, calendar: 'crypto', count: 1, first: '', last: '', fingerprint: '', gaps: 0, missing_bars: 0, written: '',
});
const MARKETS = [market('BTCUSDT', '1h'), market('SPY', '1d'), market('BTCUSDT', '4h')];
const draft = (changes: Partial<Draft> = {}): Draft => ({ ...firstDraft(MARKETS), ...changes });

describe('gridOf', () => {
  it('sends every entry of a grid, and the first of each for a single configuration', () => {
    const filled = draft({ models: ['lasso', 'ridge'], symbols: ['BTCUSDT', 'SPY'], days: '90, 180', horizons: '1 3', encoders: ['absolute', 'time_delta'] });

    expect(gridOf(filled, 'grid')).toMatchObject({
      models: ['lasso', 'ridge'], symbols: ['BTCUSDT', 'SPY'], days: [90, 180], horizons: [1, 3], encoders: ['absolute', 'time_delta'],
    });
    expect(gridOf(filled, 'single')).toMatchObject({ models: ['lasso'], symbols: ['BTCUSDT'], days: [90], horizons: [1], encoders: ['absolute'] });
  });

  it('leaves what is no number to the server, which says what is allowed', () => {
    expect(numbers('90, abc;1.5  -3')).toEqual([90, 'abc', '1.5', -3]);
  });

  it('sends hyper-parameters with their model alone, and text that is no JSON as it is', () => {
    const filled = draft({ models: ['lasso', 'ridge'], hyperParameters: { ridge: '{"alpha": [1, 2]}', xgboost: '{}' } });

    expect(gridOf(filled, 'grid').models).toEqual(['lasso', { type: 'ridge', hyper_parameters: { alpha: [1, 2] } }]);
    expect(gridOf({ ...filled, hyperParameters: { lasso: 'alpha: 1' } }, 'single').models).toEqual([{ type: 'lasso', hyper_parameters: 'alpha: 1' }]);
  });

  it('names indicator timeframes only where some are typed', () => {
    expect(gridOf(draft(), 'grid')).not.toHaveProperty('indicator_timeframes');
    expect(gridOf(draft({ indicatorTimeframes: '4h, 1d' }), 'grid').indicator_timeframes).toEqual(['4h', '1d']);
  });
});

describe('the name of a queue', () => {
  it('is what was typed', () => {
    expect(gridOf(draft({ name: ' mine ' }), 'grid').name).toBe('mine');
  });

  it('otherwise says what is trained on what, many in short', () => {
    expect(nameOf(draft({ models: ['lasso', 'ridge'] }), 'grid')).toBe('lasso, ridge on BTCUSDT 1h');
    expect(nameOf(draft({ models: ['lasso', 'ridge'] }), 'single')).toBe('lasso on BTCUSDT 1h');
    expect(nameOf(draft({ models: ['lasso', 'ridge', 'xgboost', 'lightgbm'] }), 'grid')).toBe('lasso, ridge and 2 more on BTCUSDT 1h');
  });
});

describe('the form', () => {
  it('begins with the first market', () => {
    expect(draft()).toMatchObject({ symbols: ['BTCUSDT'], timeframes: ['1h'] });
  });

  it('is filled by a preset, but keeps how folds are cut and what is skipped', () => {
    const filled = withPreset(draft({ folds: 'full', skipTrained: false, indicatorTimeframes: '4h' }), {
      preset: 'P', version: 1, symbol: 'SPY', timeframe: '1d', model: 'lasso', feature_system: 'v2', encoder: 'absolute', horizons: [1, 3], days: 180, seed: 3,
      hyper_parameters: { alpha: 2 },
    });

    expect(gridOf(filled, 'grid')).toEqual({
      name: 'P', models: [{ type: 'lasso', hyper_parameters: { alpha: 2 } }], symbols: ['SPY'], timeframes: ['1d'], days: [180], horizons: [1, 3], encoders: ['absolute'],
      feature_systems: ['v2'], folds: 'full', skip_already_trained: false, seeds: [3],
    });
  });

  it('is a grid where the address names no other way', () => {
    expect([undefined, 'grid', 'single', 'text', 'other'].map(modeOf)).toEqual(['grid', 'grid', 'single', 'text', 'grid']);
  });
});
