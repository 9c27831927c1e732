import type { Gaps } from '../../api/bars';
import type { Forecast, Part } from '../../api/candles';
import type { Break, Mark, Overlay, Stretch } from '../../charts/CandleChart';
import { count, decimals } from '../../format/numbers';
import { isoOf, secondsOf, unixOf } from '../../format/times';
import type { LiveBars, PredictedBars } from './view';

export const COLOURS = { fit: 0, tune: 4, test: 3, probability: 1 } as const;

/** About so many of the newest bars: where a market rests at night the same time has fewer. */
const NEWEST = 1_000;

export const PART_WORDS = { fit: 'Training', tune: 'Tune', test: 'Test' } as const;

/** The parts of a run behind the candles. */
export function stretchesOf(parts: readonly Part[]): Stretch[] {
  const tests = parts.filter((part) => part.part === 'test').length;
  return parts.map((part) => ({
    from: unixOf(part.first),
    to: unixOf(part.last),
    name: part.part === 'test' && tests > 1 ? `${PART_WORDS.test} ${part.window}` : PART_WORDS[part.part],
    colour: COLOURS[part.part],
  }));
}

export function breaksOf(gaps: Gaps['gaps']): Break[] {
  return gaps.map((gap) => ({ time: unixOf(gap.to), text: `${count(gap.missing, 'bar')} missing before it` }));
}

/** Which bars the model is asked about: from and to are days or times that the server includes. */
export function asked(bars: PredictedBars, parts: readonly Part[]): { start_date: string; end_date?: string } | null {
  const tests = parts.filter((part) => part.part === 'test');
  const [start, end] = [bars === 'run' ? parts[0]?.first : tests[0]?.first, tests.at(-1)?.last];
  if (!start || !end) return null;
  return bars === 'later' ? { start_date: start } : { start_date: start, end_date: end };
}

/** Where the bars begin that a market's live model is asked about; undefined for the first there is. */
export function beginOf(bars: LiveBars, { last, timeframe }: { last: string; timeframe: string }): string | undefined {
  return bars === 'all' ? undefined : isoOf(unixOf(last) - NEWEST * secondsOf(timeframe));
}

export function probabilities(forecasts: readonly Forecast[], threshold: number): Overlay {
  return {
    name: 'probability of a rise',
    points: forecasts.map((one) => ({ time: unixOf(one.timestamp), value: one.probability })),
    field: { least: 0, most: 1 },
    colour: COLOURS.probability,
    levels: [{ value: threshold, name: 'threshold' }],
    show: (value) => decimals(value, 3),
  };
}

/** Arrows only where the model is sure enough, or there would be one at every candle. */
export function arrows(forecasts: readonly Forecast[], sure: number): Mark[] {
  return forecasts.filter((one) => one.confidence >= sure).map((one) => ({
    time: unixOf(one.timestamp), text: '', above: one.prediction === 0, tone: one.prediction === 1 ? 'up' : 'down',
  }));
}
