import type { ForecastQuery, Forecasts } from './candles';
import { api, part, type Page } from './client';

/** A published model of a market; one version of them is live. */
export interface LiveModel {
  market: string;
  version: number;
  live: boolean;
  source: string;
  source_id: string;
  published_at: string;
  model_type: string;
  feature_system: string;
  threshold: number;
  hash: string;
}

/** What the live model of a market says of its bars. */
export interface LiveForecasts extends Forecasts {
  market: string;
  /** Of the model. */
  version: number;
}

export const models = {
  live: (continuation: string | undefined, signal?: AbortSignal) => api.get<Page<LiveModel>>('models', { limit: 50, continuation }, signal ? { signal } : {}),
  versions: (market: string, signal?: AbortSignal) => api.get<Page<LiveModel>>(`models/${part(market)}`, { limit: 50 }, signal ? { signal } : {}),
  forecasts: (market: string, query: ForecastQuery, signal: AbortSignal) =>
    api.post<LiveForecasts>(`models/${part(market)}/predictions`, undefined, { ...query }, { signal }),
  rollback: (market: string, version: number) => api.post<LiveModel>(`models/${part(market)}/rollback`, undefined, { version }),
};
