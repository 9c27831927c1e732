import { describe, expect, it } from 'vitest';
import { indexAt, indexFrom, within } from '../src/charts/candles/find';
import { stepOf } from '../src/charts/candles/keys';
import { candleWords } from '../src/charts/candles/words';

const TIMES = [10, 20, 30, 40].map((time) => ({ time }));
const KEY = { shiftKey: false, ctrlKey: false, altKey: false, metaKey: false };

describe('places among candles', () => {
  it.each([[5, 0], [10, 0], [11, 1], [40, 3], [41, 4]])('puts time %i at index %i', (time, index) => {
    expect(indexFrom(TIMES, time)).toBe(index);
  });

  it('tells an exact time from a near one', () => {
    expect([indexAt(TIMES, 20), indexAt(TIMES, 21), indexAt([], 1)]).toEqual([1, -1, -1]);
  });

  it('cuts a stretch to what is here', () => {
    expect(within(TIMES, 15, 30)).toEqual({ first: 1, end: 3 });
    expect(within(TIMES, 0, 100)).toEqual({ first: 0, end: 4 });
    expect(within(TIMES, 41, 50)).toBeNull();
  });
});

describe('keys of the chart', () => {
  it.each([
    ['ArrowLeft', { go: -1 }], ['ArrowRight', { go: 1 }], ['PageUp', { go: -90 }], ['PageDown', { go: 90 }], ['Home', { go: -Infinity }], ['End', { go: Infinity }],
    ['Enter', 'pick'], ['Escape', 'leave'], ['x', null],
  ] as const)('%s', (key, step) => {
    expect(stepOf({ ...KEY, key }, 100)).toEqual(step);
  });

  it('goes ten candles with Shift, and leaves keys of the browser alone', () => {
    expect(stepOf({ ...KEY, key: 'ArrowLeft', shiftKey: true }, 100)).toEqual({ go: -10 });
    expect(stepOf({ ...KEY, key: 'ArrowLeft', altKey: true }, 100)).toBeNull();
  });
});

describe('words of a candle', () => {
  const candle = { time: 1_338_508_800, open: 1, high: 2, low: 0.5, close: 1.5, volume: 1200 };
  const nothing = { overlays: [], stretches: [], breaks: [], clock: false };

  it('names the day, and the hour where candles have one', () => {
    expect(candleWords(candle, nothing)[0]).toBe('2012-06-01');
    expect(candleWords(candle, { ...nothing, clock: true })[0]).toBe('2012-06-01 00:00');
  });

  it('says what else is drawn there', () => {
    const words = candleWords(candle, {
      ...nothing,
      stretches: [{ from: candle.time, to: candle.time, name: 'Test', colour: 0 }, { from: 0, to: 1, name: 'Training', colour: 1 }],
      overlays: [{ name: 'probability', points: [{ time: candle.time, value: 0.25 }], show: (value) => `${value * 100} %` }],
      breaks: [{ time: candle.time, text: '3 bars missing before it' }],
    });

    expect(words.slice(-3)).toEqual(['Test', 'probability 25 %', '3 bars missing before it']);
  });
});
