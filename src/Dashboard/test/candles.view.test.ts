import { describe, expect, it } from 'vitest';
import { parse, text } from '../src/address/address';
import { changes, toggled, viewOf } from '../src/pages/candles/view';

describe('the address of the candles', () => {
  it('opens with nothing chosen', () => {
    expect(viewOf({})).toEqual({
      symbol: null, timeframe: null, at: null, training: false, several: false, gathered: [], run: null, batch: null, bars: null, live: null, ofResults: false, sure: 0.2,
      hidden: new Set(),
    });
  });

  it('keeps what was gathered, ascending and each once, and drops what is no time', () => {
    expect(viewOf({ candles: '30.10.x.30.' }).gathered).toEqual([10, 30]);
  });

  it('gives back what it was told, through the text of the address', () => {
    const hidden = changes.hidden(new Set(['gaps', 'arrows'] as const));
    const query = { ...changes.market('SPY', '1d'), ...changes.gathered([10, 20]), ...hidden, predictions: 'later', threshold: 'results' };
    const view = viewOf(parse(text('candles', [], query)).query);

    expect(view).toMatchObject({ symbol: 'SPY', timeframe: '1d', gathered: [10, 20], bars: 'later', ofResults: true });
    expect([...view.hidden].sort()).toEqual(['arrows', 'gaps']);
  });

  it('takes only what it knows', () => {
    expect(viewOf({ predictions: 'all', hide: 'everything', at: 'soon', sure: 'very' })).toMatchObject({ bars: null, hidden: new Set(), at: null, sure: 0.2 });
  });

  it('draws the live model or a loaded one, never both', () => {
    expect(viewOf({ live: 'all', predictions: 'test' })).toMatchObject({ live: 'all', bars: null });
    expect(viewOf({ live: 'some', predictions: 'test' })).toMatchObject({ live: null, bars: 'test' });
    expect(viewOf(parse(text('candles', [], { ...changes.live('newest'), ...changes.predictions('later') })).query)).toMatchObject({ live: null, bars: 'later' });
  });

  it('opens a run with its market, around its candle', () => {
    expect(changes.run({ run_id: 'r', symbol: 'SPY', timeframe: '1d', candle_date: '1970-01-02T00:00:00Z' })).toMatchObject({ run: 'r', symbol: 'SPY', at: 86_400, batch: null });
  });

  it('adds a candle and takes it out again', () => {
    expect(toggled([10, 30], 20)).toEqual([10, 20, 30]);
    expect(toggled([10, 20, 30], 20)).toEqual([10, 30]);
  });
});
