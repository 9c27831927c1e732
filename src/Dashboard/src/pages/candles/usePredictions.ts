import { candles, type CandleResults, type Forecasts } from '../../api/candles';
import { useAnswer, type Polled } from '../../api/poll';
import { asked } from './drawn';
import type { View } from './view';

const MOST = 100_000;

/** What the loaded model says of the bars that were chosen. */
export function usePredictions({ run, bars, ofResults }: View, results: CandleResults | undefined): Polled<Forecasts> {
  const query = run !== null && bars !== null && results?.run_id === run ? asked(bars, results.splits) : null;
  const threshold = ofResults ? results?.threshold.used : undefined;
  return useAnswer(query && `forecasts/${run}/${bars}/${threshold}`, (signal) => candles.forecasts(run ?? '', { ...query, threshold, limit: MOST }, signal));
}
