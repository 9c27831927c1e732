import type { ComponentChildren } from 'preact';
import type { Forecasts } from '../../api/candles';
import { count, decimals } from '../../format/numbers';

interface Props {
  of: Forecasts;
  /** What more is to be known of them. */
  children?: ComponentChildren;
}

/** How many forecasts are drawn, and by which threshold. */
export function ForecastCount({ of: { predictions, total_predictions: all, threshold }, children }: Props) {
  const shown = predictions.length < all ? `${count(predictions.length, 'prediction')} of ${count(all, 'bar')} shown` : `${count(all, 'prediction')} shown`;
  return <p role="status">{shown}, threshold {decimals(threshold, 4)}. Confidence is the distance of the probability from one half.{children}</p>;
}
