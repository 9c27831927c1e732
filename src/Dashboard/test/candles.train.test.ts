import { describe, expect, it } from 'vitest';
import type { Part } from '../src/api/candles';
import { candleText, draftOf, orderOf, proposedCandle, sliderOf, USUAL } from '../src/pages/candles/draft';
import { arrows, asked, beginOf, breaksOf, stretchesOf } from '../src/pages/candles/drawn';

const part = (kind: Part['part'], window: number, first: string, last: string): Part =>
  ({ part: kind, window, first, last, bars: 1, rows: 1, last_label_end: last, up: 0, up_share: 0 });
const PARTS = [
  part('fit', 0, '2010-01-01T00:00:00Z', '2011-01-01T00:00:00Z'),
  part('tune', 0, '2011-01-03T00:00:00Z', '2011-06-01T00:00:00Z'),
  part('test', 1, '2011-06-03T00:00:00Z', '2011-07-01T00:00:00Z'),
  part('test', 2, '2011-07-02T00:00:00Z', '2011-08-01T00:00:00Z'),
];

describe('the order of a training', () => {
  it('leaves to the server what was left empty', () => {
    expect(orderOf({ ...USUAL, seed: ' ', threshold: '' }, 'SPY', '1d')).toMatchObject({ seed: null, threshold: null, train_years: 3 });
  });

  it('is the same recipe again for a run that is trained again', () => {
    const order = orderOf({ ...USUAL, seed: '7', windows: 3 }, 'SPY', '1d');

    expect(orderOf(draftOf({ ...order, threshold: 0.5, seed: 7 }), 'SPY', '1d')).toEqual(order);
  });

  it('writes candles as people do', () => {
    expect([candleText(1_338_508_800), candleText(1_338_559_200)]).toEqual(['2012-06-01', '2012-06-01T14:00:00Z']);
  });

  it('finds the candle that the server proposes', () => {
    expect(proposedCandle('The candle X cannot be trained from. The nearest candle that would do opens at 2014-11-06T00:00:00Z.')).toBe('2014-11-06T00:00:00Z');
    expect(proposedCandle('None of the 10 bars would do')).toBeNull();
  });
});

describe('the slider of an option', () => {
  const ranges = [{ option: 'train_years', least: 0.5, most: 10, unit: 'years' }, { option: 'params.learning_rate', least: 0.01, most: 0.2, unit: '' }];

  it('goes over what the server takes', () => {
    expect(sliderOf(ranges, 'train_years', 3)).toEqual({ min: 0.5, max: 10, step: 0.5, words: '0.5 to 10 years' });
    expect(sliderOf(ranges, 'params.learning_rate', 0.05).words).toBe('0.01 to 0.2');
  });

  it('stays where it is until that is known', () => {
    expect(sliderOf([], 'windows', 1)).toMatchObject({ min: 1, max: 1, words: '' });
  });
});

describe('what is drawn of a run', () => {
  it('names its parts, and the tests by number where there are several', () => {
    expect(stretchesOf(PARTS).map((stretch) => stretch.name)).toEqual(['Training', 'Tune', 'Test 1', 'Test 2']);
    expect(stretchesOf(PARTS.slice(0, 3)).at(-1)?.name).toBe('Test');
  });

  it('asks for the bars that were chosen', () => {
    expect(asked('test', PARTS)).toEqual({ start_date: '2011-06-03T00:00:00Z', end_date: '2011-08-01T00:00:00Z' });
    expect(asked('run', PARTS)).toEqual({ start_date: '2010-01-01T00:00:00Z', end_date: '2011-08-01T00:00:00Z' });
    expect(asked('later', PARTS)).toEqual({ start_date: '2011-06-03T00:00:00Z' });
    expect(asked('test', [])).toBeNull();
  });

  it('asks the live model about the newest bars, or all', () => {
    const market = { last: '2012-02-11T16:00:00Z', timeframe: '1h' };

    expect([beginOf('newest', market), beginOf('all', market)]).toEqual(['2012-01-01T00:00:00Z', undefined]);
  });

  it('points up or down only where the model is sure', () => {
    const one = (prediction: 0 | 1, confidence: number) => ({ timestamp: '2012-06-01T00:00:00Z', prediction, probability: 0.5, confidence });

    expect(arrows([one(1, 0.3), one(0, 0.2), one(1, 0.19)], 0.2).map((mark) => mark.tone)).toEqual(['up', 'down']);
  });

  it('marks the first bar after a gap', () => {
    expect(breaksOf([{ from: '1970-01-01T00:00:00Z', to: '1970-01-01T01:00:00Z', missing: 1 }])).toEqual([{ time: 3600, text: '1 bar missing before it' }]);
  });
});
