import { isoOf } from '../format/times';
import { api, part, type Page, type Query } from './client';

/** A market's bars as the list of them says. */
export interface MarketBars {
  symbol: string;
  timeframe: string;
  calendar: string;
  count: number;
  first: string;
  last: string;
  fingerprint: string;
  gaps: number;
  missing_bars: number;
  written: string;
}

/** Bars by column; times are seconds since 1970. */
export interface BarColumns {
  symbol: string;
  timeframe: string;
  count: number;
  time: number[];
  open: number[];
  high: number[];
  low: number[];
  close: number[];
  volume: number[];
  more_before: boolean;
  more_after: boolean;
}

/** Stretches that the market's calendar expects and that are missing. */
export interface Gaps {
  expected_bars: number;
  missing_bars: number;
  missing_share: number;
  bars_outside_hours: number;
  gap_count: number;
  gaps: { from: string; to: string; missing: number }[];
  continuation: string | null;
}

/** What became of bars that were sent. */
export interface MergeReport {
  symbol: string;
  timeframe: string;
  added: number;
  replaced: number;
  kept: number;
  equal: number;
  count: number;
  first: string;
  last: string;
  gaps: number;
}

export const bars = {
  list: (signal?: AbortSignal) => api.get<Page<MarketBars>>('bars', { limit: 1000 }, signal ? { signal } : {}),
  /** The last `limit` bars before a time (seconds since 1970), or of all. */
  before: (symbol: string, timeframe: string, limit: number, to?: number, signal?: AbortSignal) =>
    columns(symbol, timeframe, { side: 'last', limit, to: to === undefined ? undefined : isoOf(to) }, signal),
  /** The first `limit` bars from a time on. */
  from: (symbol: string, timeframe: string, limit: number, from: number, signal?: AbortSignal) =>
    columns(symbol, timeframe, { side: 'first', limit, from: isoOf(from) }, signal),
  gaps: (symbol: string, timeframe: string, signal?: AbortSignal) => api.get<Gaps>(`${series(symbol, timeframe)}/gaps`, { limit: 200 }, signal ? { signal } : {}),
  merge: (symbol: string, timeframe: string, csv: File, prefer: string, calendar: string) =>
    api.send<MergeReport>(
      series(symbol, timeframe), csv, { 'content-type': 'text/csv', ...(csv.name.endsWith('.gz') ? { 'content-encoding': 'gzip' } : {}) }, { prefer, calendar },
    ),
};

function columns(symbol: string, timeframe: string, query: Query, signal?: AbortSignal): Promise<BarColumns> {
  return api.get<BarColumns>(series(symbol, timeframe), { format: 'columns', ...query }, signal ? { signal } : {});
}

function series(symbol: string, timeframe: string): string {
  return `bars/${part(symbol)}/${part(timeframe)}`;
}
