import { decimals, price, whole } from '../../format/numbers';
import { day, isoOf, minute } from '../../format/times';
import { indexAt } from './find';
import type { Break, Candle, Overlay, Stretch } from './types';

interface Around {
  overlays: readonly Overlay[];
  stretches: readonly Stretch[];
  breaks: readonly Break[];
  /** Whether the time of day is said. */
  clock: boolean;
}

/** What the chart says of a candle, part by part. */
export function candleWords(candle: Candle, { overlays, stretches, breaks, clock }: Around): string[] {
  const at = candle.time;
  return [
    clock ? minute(isoOf(at)) : day(isoOf(at)),
    `open ${price(candle.open)}`,
    `high ${price(candle.high)}`,
    `low ${price(candle.low)}`,
    `close ${price(candle.close)}`,
    `volume ${Number.isInteger(candle.volume) || Math.abs(candle.volume) >= 1000 ? whole(candle.volume) : decimals(candle.volume, 3)}`,
    ...stretches.filter((stretch) => at >= stretch.from && at <= stretch.to).map((stretch) => stretch.name),
    ...overlays.flatMap((overlay) => {
      const point = overlay.points[indexAt(overlay.points, at)];
      return point ? [`${overlay.name} ${overlay.show ? overlay.show(point.value) : price(point.value)}`] : [];
    }),
    ...breaks.filter((one) => one.time === at).map((one) => one.text),
  ];
}
