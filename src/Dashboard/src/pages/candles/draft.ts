import type { CandleOptions, CandleOrder } from '../../api/candles';
import type { CandleRange } from '../../api/vocabulary';

/** By how much a slider goes on. */
const STEPS: Record<string, number> = { train_years: 0.5, 'params.learning_rate': 0.001 };

/** A slider over what the server takes. Until that is known it stays where it is. */
export function sliderOf(ranges: readonly CandleRange[], option: string, value: number) {
  const range = ranges.find((one) => one.option === option);
  const step = STEPS[option] ?? 1;
  return range ? { min: range.least, max: range.most, step, words: `${range.least} to ${range.most} ${range.unit}`.trimEnd() } : { min: value, max: value, step, words: '' };
}

/** Seconds of the quick search for better params. */
export const SEARCHES = [0, 10, 30, 60, 120];

/** The dialog as it is filled in. Numbers that are typed stay as they were typed until they are sent. */
export interface Draft extends Omit<CandleOptions, 'symbol' | 'timeframe' | 'threshold' | 'seed'> {
  threshold: string;
  seed: string;
}

export const USUAL: Draft = {
  train_years: 3,
  test_window_size: 35,
  params: { learning_rate: 0.05, num_leaves: 31, max_depth: 6, min_child_samples: 20 },
  feature_set: 'poc16',
  folds: 0,
  windows: 1,
  optimize_seconds: 0,
  threshold: '0.5',
  seed: '1',
};

export function orderOf(draft: Draft, symbol: string, timeframe: string): CandleOrder {
  return { symbol, timeframe, ...draft, threshold: numberOf(draft.threshold), seed: numberOf(draft.seed) };
}

/** Null where nothing was typed. */
export function numberOf(text: string): number | null {
  return text.trim() === '' ? null : Number(text);
}

/** The same recipe again, at another candle. */
export function draftOf(options: CandleOptions): Draft {
  const { train_years, test_window_size, params, feature_set, folds, windows, optimize_seconds } = options;
  return { train_years, test_window_size, params, feature_set, folds, windows, optimize_seconds, threshold: String(options.threshold), seed: String(options.seed) };
}

/** "2012-06-01" for the open of a day, "2012-06-01T14:00:00Z" for any other time, as people write candles. */
export function candleText(time: number): string {
  const iso = new Date(time * 1000).toISOString();
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.replace('.000Z', 'Z');
}

/** The candle that the server says would do, where its words name one. */
export function proposedCandle(words: string): string | null {
  return /nearest candle that would do opens at (\d{4}-\d\d-\d\dT[\d:]+Z)/.exec(words)?.[1] ?? null;
}
