import type { MarketBars } from '../../api/bars';
import { models, type LiveForecasts } from '../../api/models';
import { useAnswer, type Polled } from '../../api/poll';
import { beginOf } from './drawn';
import type { View } from './view';

const MOST = 100_000;

/** What the live model of the market says of its bars, where that was switched on. */
export function useLiveForecasts({ live }: View, market: MarketBars): Polled<LiveForecasts> {
  const name = `${market.symbol}_${market.timeframe}`;
  return useAnswer(live && `live-forecasts/${name}/${live}`, (signal) => models.forecasts(name, { start_date: live ? beginOf(live, market) : undefined, limit: MOST }, signal));
}
