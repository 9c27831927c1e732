import { bars, type MarketBars } from './bars';
import { usePoll, type Polled } from './poll';

interface Named {
  symbol: string;
  timeframe: string;
}

/** The markets that have bars; asked for once, or every so many ms. */
export function useMarkets(every = 0): Polled<readonly MarketBars[]> {
  return usePoll('markets', async (signal) => (await bars.list(signal)).items, every);
}

/** "BTCUSDT 1h" */
export function marketName({ symbol, timeframe }: Named): string {
  return `${symbol} ${timeframe}`;
}

/** The other way round. */
export function marketOf(name: string): Named {
  const [symbol = '', timeframe = ''] = name.split(' ');
  return { symbol, timeframe };
}

/** For a list of choices; none until the markets are known. `chosen` are among them, whether they have bars or not. */
export function symbolsOf(markets: readonly Named[] = [], chosen: readonly string[] = []): string[] {
  return distinct([...markets.map((market) => market.symbol), ...chosen]);
}

export function timeframesOf(markets: readonly Named[] = [], chosen: readonly string[] = []): string[] {
  return distinct([...markets.map((market) => market.timeframe), ...chosen]);
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)].filter(Boolean).sort();
}
