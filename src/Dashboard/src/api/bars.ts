import { api, part, type Page } from './client';

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

export const bars = {
  list: (signal?: AbortSignal) => api.get<Page<MarketBars>>('bars', { limit: 1000 }, signal ? { signal } : {}),
  /** The last `limit` bars before `to`, or of all. */
  before: (symbol: string, timeframe: string, limit: number, to?: string, signal?: AbortSignal) =>
    api.get<BarColumns>(`bars/${part(symbol)}/${part(timeframe)}`, { format: 'columns', side: 'last', limit, to }, signal ? { signal } : {}),
};
