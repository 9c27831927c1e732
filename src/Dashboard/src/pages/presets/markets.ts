import { bars, type MarketBars } from '../../api/bars';
import type { Page } from '../../api/client';
import { useAnswer, type Polled } from '../../api/poll';

const NONE: readonly MarketBars[] = [];

/** The markets that have bars, as they are asked for. */
export function useMarketList(): Polled<Page<MarketBars>> {
  return useAnswer('markets', (signal) => bars.list(signal));
}

/** The same, for lists of choices that are short until it is known. */
export function useMarkets(): readonly MarketBars[] {
  return useMarketList().data?.items ?? NONE;
}

export function symbolsOf(markets: readonly MarketBars[], chosen: readonly string[] = []): string[] {
  return distinct([...markets.map((market) => market.symbol), ...chosen]);
}

export function timeframesOf(markets: readonly MarketBars[], chosen: readonly string[] = []): string[] {
  return distinct([...markets.map((market) => market.timeframe), ...chosen]);
}

/** A preset is named by its market first: BTCUSDT_1h_… */
export function marketOf(preset: string): { symbol: string; timeframe: string } {
  const [symbol = '', timeframe = ''] = preset.split('_');
  return { symbol, timeframe };
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)].filter(Boolean).sort();
}
