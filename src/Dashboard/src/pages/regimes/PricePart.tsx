import { useMemo } from 'preact/hooks';
import { useAnswer } from '../../api/poll';
import { regimes } from '../../api/regimes';
import { CandleChart } from '../../charts/CandleChart';
import { palette, type Palette } from '../../charts/palette';
import { percent, whole } from '../../format/numbers';
import { spaced } from '../../format/words';
import { useDark } from '../../theme/theme';
import { Loaded } from '../../ui/Loaded';

// As many as the chart may show after scrolling through years of hourly bars.
const MOST = 100_000;

/** The market's candles in the colours of their regimes. */
export function PricePart({ symbol, timeframe, version }: { symbol: string; timeframe: string; version: number }) {
  const classified = useAnswer(`classified ${symbol} ${timeframe} ${version}`, (signal) => regimes.classify(symbol, timeframe, MOST, signal));
  const dark = useDark();
  const colours = palette(dark);
  const tint = useMemo(() => {
    const data = classified.data;
    if (!data) return undefined;
    const byTime = new Map(data.time.map((time, index) => [time, data.regime[index] ?? -1]));
    return (time: number) => colourAt(byTime.get(time) ?? -1, data.regimes, colours);
  }, [classified.data, dark]);
  return (
    <section class="panel" aria-label={`Candles of ${symbol} ${timeframe} by regime`}>
      <Loaded of={classified} what="the regimes of the bars">
        {(data) => (
          <ul class="regimes-legend">
            {data.shares.map((share) => (
              <li key={share.name}>
                <svg width="14" height="14" aria-hidden="true"><rect width="14" height="14" rx="3" fill={colourAt(data.regimes.indexOf(share.name), data.regimes, colours)} /></svg>
                {spaced(share.name)}: {percent(share.share)} ({whole(share.count)} bars)
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      <CandleChart symbol={symbol} timeframe={timeframe} {...(tint ? { tint } : {})} />
    </section>
  );
}

function colourAt(index: number, names: readonly string[], colours: Palette): string {
  const name = names[index];
  return name === undefined || name === 'unclassified' ? colours.none : colours.series[index % colours.series.length] ?? colours.none;
}
