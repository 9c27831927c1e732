import { api, part, type Page } from './client';
import type { BacktestLine } from './runDetail';

/** A kind of market; a bar has the first one, by priority, whose conditions all hold. */
export interface Regime {
  name: string;
  priority: number;
  enabled: boolean;
  description: string;
  conditions: Record<string, string>;
  text: string;
}

export interface RegimeSet {
  set: string;
  version: number;
  change: string;
  saved: string | null;
  regimes: Regime[];
}

export interface RegimeVersion {
  version: number;
  change: string;
  saved: string | null;
}

export interface Holder {
  rank: number;
  run_id: string;
  symbol: string;
  timeframe: string;
  model_type: string;
  configuration: string;
  strategy: string;
  sharpe: number;
  trades: number;
  deflated_probability: number | null;
  since: string;
}

/** Who is the best where; one board a market, or one for all. */
export interface Board {
  board: string;
  version: number;
  regimes: { regime: string; holders: Holder[] }[];
}

export interface RegimeShare {
  name: string;
  count: number;
  share: number;
}

export interface ClassifiedColumns {
  regimes: string[];
  time: number[];
  /** Of each bar its place in `regimes`; -1 in the warm-up. */
  regime: number[];
  shares: RegimeShare[];
}

export interface Preview {
  valid: boolean;
  errors: { field: string; value: string | null; allowed: string | null; detail: string }[];
  rule_text: string | null;
  covers: number | null;
  wins: number | null;
  bars: number | null;
  reason: string | null;
}

/** A rule as it is edited; the server judges it. */
export interface RegimeDraft {
  name: string;
  priority: number;
  enabled: boolean;
  description: string;
  conditions: Record<string, string>;
}

export const regimes = {
  set: (signal?: AbortSignal) => api.get<RegimeSet>('regimes', {}, signal ? { signal } : {}),
  history: (signal?: AbortSignal) => api.get<Page<RegimeVersion>>('regimes/history', { limit: 50 }, signal ? { signal } : {}),
  /** By its name, such as BTCUSDT_1h or global; undefined where nothing was decided on it. */
  board: async (board: string, signal?: AbortSignal) =>
    (await api.get<{ boards: Board[] }>('regimes/best', { board }, signal ? { signal } : {})).boards[0],
  classify: (symbol: string, timeframe: string, limit: number, signal?: AbortSignal) =>
    api.get<ClassifiedColumns>('regimes/classify', { symbol, timeframe, limit, format: 'columns', side: 'last' }, signal ? { signal } : {}),
  preview: (draft: RegimeDraft, version: number, symbol: string, timeframe: string, replaces: string | null, signal?: AbortSignal) =>
    api.post<Preview>('regimes/preview', { ...draft, version, symbol, timeframe, ...(replaces ? { replaces } : {}) }, {}, signal ? { signal } : {}),
  add: (draft: RegimeDraft, version: number) => api.post<RegimeSet>('regimes', { ...draft, version }),
  change: (name: string, draft: Partial<RegimeDraft>, version: number) => api.put<RegimeSet>(`regimes/${part(name)}`, { ...draft, version }),
  remove: (name: string, version: number) => api.delete<RegimeSet>(`regimes/${part(name)}`, { version }),
  /** What the strategy of a holder came to in its regime. */
  scoreOf: async (holder: Holder, regime: string, signal?: AbortSignal) => {
    const page = await api.get<Page<BacktestLine>>(`runs/${part(holder.run_id)}/backtests`, { strategy: holder.strategy, regime }, signal ? { signal } : {});
    return page.items[0] ?? null;
  },
};
