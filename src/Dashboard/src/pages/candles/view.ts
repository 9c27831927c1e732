import type { AddressQuery } from '../../address/address';
import type { Change } from '../../address/address';

/** What the address says of this page. */
export interface View {
  /** As the server writes them; null where none was chosen. */
  symbol: string | null;
  timeframe: string | null;
  /** A candle that the chart shows in its middle, in seconds since 1970. */
  at: number | null;
  /** Train mode: a click on a candle trains from it. */
  training: boolean;
  /** In train mode: candles are gathered for a batch. */
  several: boolean;
  gathered: readonly number[];
  run: string | null;
  batch: string | null;
  /** Of which bars the loaded model's predictions are drawn; none where null. */
  bars: PredictedBars | null;
  /** The same of the market's live model. The two are never drawn together: arrows do not say whose they are. */
  live: LiveBars | null;
  /** Predictions at the threshold of the results; at the run's own one for other bars otherwise. */
  ofResults: boolean;
  /** Arrows stand where the confidence is at least this. */
  sure: number;
  hidden: ReadonlySet<Layer>;
}

const LAYERS = ['parts', 'candle', 'probabilities', 'arrows', 'gaps'] as const;
export type Layer = (typeof LAYERS)[number];

export const PREDICTED_BARS = ['test', 'run', 'later'] as const;
export type PredictedBars = (typeof PREDICTED_BARS)[number];

export const LIVE_BARS = ['newest', 'all'] as const;
export type LiveBars = (typeof LIVE_BARS)[number];

const USUAL_SURE = 0.2;

export function viewOf(query: AddressQuery): View {
  const live = LIVE_BARS.find((one) => one === query['live']) ?? null;
  return {
    symbol: query['symbol'] ?? null,
    timeframe: query['timeframe'] ?? null,
    at: whole(query['at']),
    training: query['train'] === 'on',
    several: query['several'] === 'on',
    gathered: timesOf(query['candles']),
    run: query['run'] ?? null,
    batch: query['batch'] ?? null,
    bars: live === null ? PREDICTED_BARS.find((one) => one === query['predictions']) ?? null : null,
    live,
    ofResults: query['threshold'] === 'results',
    sure: query['sure'] === undefined || !Number.isFinite(Number(query['sure'])) ? USUAL_SURE : Number(query['sure']),
    hidden: new Set(LAYERS.filter((layer) => (query['hide'] ?? '').split('.').includes(layer))),
  };
}

/** The part of the address that an edited view changes. */
export const changes = {
  market: (symbol: string, timeframe: string): Change => ({ symbol, timeframe, at: null, candles: null, run: null, batch: null, predictions: null, threshold: null }),
  run: (run: { run_id: string; symbol: string; timeframe: string; candle_date: string }): Change =>
    ({ symbol: run.symbol, timeframe: run.timeframe, run: run.run_id, batch: null, predictions: null, threshold: null, at: Date.parse(run.candle_date) / 1000 }),
  predictions: (bars: PredictedBars): Change => ({ predictions: bars, live: null }),
  live: (bars: LiveBars | null): Change => ({ live: bars, predictions: null, threshold: null }),
  gathered: (times: readonly number[]): Change => ({ candles: times.join('.') }),
  hidden: (hidden: ReadonlySet<Layer>): Change => ({ hide: LAYERS.filter((layer) => hidden.has(layer)).join('.') }),
};

/** Adds a time, or takes it out when it is there; ascending. */
export function toggled(times: readonly number[], time: number): number[] {
  return times.includes(time) ? times.filter((other) => other !== time) : [...times, time].sort((one, other) => one - other);
}

function timesOf(text: string | undefined): number[] {
  return [...new Set((text ?? '').split('.').map(whole).filter((time) => time !== null))].sort((one, other) => one - other);
}

function whole(text: string | undefined): number | null {
  const value = Number(text);
  return text && Number.isInteger(value) ? value : null;
}
