import { describe, expect, it } from 'vitest';
import { parse, text } from '../src/address/address';
import { addressOf, bodyOf, draftOf, horizonsOf } from '../src/pages/presets/generate/draft';

describe('the form of a plan', () => {
  it('has what people mostly want while the address says nothing', () => {
    expect(bodyOf(draftOf({}))).toEqual({
      symbols: [], timeframes: [], features: [], models: ['lightgbm'], horizons: [[1]], quick: true, phases: 4, seed: 0, objective: 'roc_auc', max_parallel: 1,
    });
  });

  it('sends what the address says', () => {
    const query = {
      symbols: 'BTCUSDT,ETHUSDT', timeframes: '1h', features: 'v1,v2', models: 'ridge', horizons: '1,3;1', quick: 'false', phases: '2', seed: '7', objective: 'f1',
      broad: '4', seeds: '2', max_configs: '3', max_parallel: '2', force: 'true', publish: 'when_better', description: 'why not',
    };

    expect(bodyOf(draftOf(query))).toEqual({
      symbols: ['BTCUSDT', 'ETHUSDT'], timeframes: ['1h'], features: ['v1', 'v2'], models: ['ridge'], horizons: [[1, 3], [1]], quick: false, phases: 2, seed: 7, objective: 'f1',
      trials: { broad: 4, seeds: 2 }, max_configs: 3, max_parallel: 2, force: true, publish: 'when_better', description: 'why not',
    });
  });

  it('leaves what is no number to the server', () => {
    expect(horizonsOf('1, x; ;3')).toEqual([[1, 'x'], [3]]);
    expect(bodyOf(draftOf({ seed: 'seven' })).seed).toBe('seven');
  });

  it('is the same after a reload', () => {
    const drafts = [draftOf({}), { ...draftOf({}), models: [], symbols: ['A', 'B'], quick: false, seed: '7', parallel: '2', force: true, whenBetter: true, local: '3' }];

    for (const draft of drafts) expect(draftOf(parse(text('presets', ['generate'], addressOf(draft))).query)).toEqual(draft);
  });

  it('leaves out of the address what goes without saying', () => {
    expect(text('presets', ['generate'], addressOf(draftOf({})))).toBe('#/presets/generate');
  });
});
