import {
  CandlestickSeries, createChart, createSeriesMarkers, LineSeries, type CandlestickData, type IChartApi, type ISeriesApi, type ISeriesMarkersPluginApi, type LogicalRange,
  type MouseEventParams, type SeriesMarker, type Time, type UTCTimestamp,
} from 'lightweight-charts';
import { useEffect, useRef, useState } from 'preact/hooks';
import { bars, type BarColumns } from '../api/bars';
import { words } from '../api/problem';
import { price, whole } from '../format/numbers';
import { isoOf, minute } from '../format/times';
import { useDark } from '../theme/theme';
import { Notice } from '../ui/Notice';
import { palette, type Palette } from './palette';
import './candles.css';

/** Of the bars on the chart. */
export interface Candle {
  /** Seconds since 1970, at which it opens. */
  time: number;
  open: number;
  high: number;
  low: number;
  close: number;
  volume: number;
}

/** A line over the candles, on a scale of its own at the left when `own`. */
export interface Overlay {
  name: string;
  points: readonly { time: number; value: number }[];
  own?: boolean;
}

export interface Mark {
  time: number;
  text: string;
  above: boolean;
  tone: 'up' | 'down' | 'plain';
}

interface Props {
  symbol: string;
  timeframe: string;
  /** Shows this bar in the middle at first; the newest when left out. */
  around?: number;
  /** Colour of a bar, of its regime for instance; undefined leaves it rising or falling. */
  tint?: (time: number) => string | undefined;
  overlays?: readonly Overlay[];
  marks?: readonly Mark[];
  /** A click on a candle, or Enter on the one under the cursor; the chart then says what a click does. */
  onPick?: (candle: Candle) => void;
  pickWord?: string;
  onLoaded?: (candles: readonly Candle[]) => void;
}

const FIRST = 5_000;
const MORE = 20_000;
const NEAR_LEFT = 500;

/** A market's candles. The newest come first, older ones when somebody scrolls to them. Arrow keys go from candle to candle. */
export function CandleChart(props: Props) {
  const { symbol, timeframe, around, tint, overlays, marks, onPick, pickWord } = props;
  const place = useRef<HTMLDivElement>(null);
  const drawn = useRef<Drawn | null>(null);
  const candles = useRef<Candle[]>([]);
  const latest = useRef(props);
  latest.current = props;
  const [version, setVersion] = useState(0);
  const [cursor, setCursor] = useState<Candle | null>(null);
  const [error, setError] = useState<unknown>();
  const dark = useDark();

  useEffect(() => {
    const made = (drawn.current = draw(place.current!, palette(dark)));
    made.chart.subscribeCrosshairMove((event) => setCursor(candleAt(candles.current, event)));
    made.chart.subscribeClick((event) => {
      const candle = candleAt(candles.current, event);
      if (candle) latest.current.onPick?.(candle);
    });
    return () => {
      drawn.current = null;
      made.chart.remove();
    };
  }, []);

  useEffect(() => {
    drawn.current?.chart.applyOptions(look(palette(dark)));
    drawn.current?.series.applyOptions(candleLook(palette(dark)));
  }, [dark]);

  useEffect(() => {
    const stop = new AbortController();
    candles.current = [];
    setCursor(null);
    setError(undefined);
    let older = false;
    let loading = false;
    const add = (columns: BarColumns, atRight: boolean) => {
      candles.current = [...rows(columns), ...candles.current];
      older = columns.more_before;
      drawn.current?.series.setData(candles.current.map((candle) => dressed(candle, latest.current.tint)));
      if (atRight && latest.current.around === undefined) drawn.current?.chart.timeScale().scrollToRealTime();
      latest.current.onLoaded?.(candles.current);
      setVersion((number) => number + 1);
    };
    const start = async () => {
      // Bars on both sides of the one that is asked for, where one is.
      const to = around === undefined ? undefined : isoOf(around + step(timeframe) * (FIRST / 2));
      add(await bars.before(symbol, timeframe, FIRST, to, stop.signal), true);
      const index = candles.current.findIndex((candle) => candle.time >= (around ?? Infinity));
      if (index >= 0) drawn.current?.chart.timeScale().setVisibleLogicalRange({ from: index - 120, to: index + 60 });
    };
    const onRange = (range: LogicalRange | null) => {
      if (!range || range.from > NEAR_LEFT || !older || loading || candles.current.length === 0) return;
      loading = true;
      bars.before(symbol, timeframe, MORE, isoOf(candles.current[0]!.time), stop.signal)
        .then((columns) => add(columns, false), onError)
        .finally(() => (loading = false));
    };
    const onError = (problem: unknown) => {
      if (!stop.signal.aborted) setError(problem);
    };
    drawn.current?.chart.timeScale().subscribeVisibleLogicalRangeChange(onRange);
    start().catch(onError);
    return () => {
      stop.abort();
      drawn.current?.chart.timeScale().unsubscribeVisibleLogicalRangeChange(onRange);
    };
  }, [symbol, timeframe, around]);

  useEffect(() => {
    if (candles.current.length > 0) drawn.current?.series.setData(candles.current.map((candle) => dressed(candle, tint)));
  }, [tint]);

  useEffect(() => {
    const { chart } = drawn.current!;
    const colours = palette(dark);
    const lines = (overlays ?? []).map((overlay, index) => {
      const line = chart.addSeries(LineSeries, {
        color: colours.series[index % colours.series.length]!, lineWidth: 2, priceLineVisible: false, lastValueVisible: false, title: overlay.name,
        ...(overlay.own ? { priceScaleId: 'left' } : {}),
      });
      line.setData(overlay.points.map((point) => ({ time: point.time as UTCTimestamp, value: point.value })));
      return line;
    });
    chart.applyOptions({ leftPriceScale: { visible: (overlays ?? []).some((overlay) => overlay.own), borderColor: colours.line } });
    return () => {
      if (drawn.current) for (const line of lines) chart.removeSeries(line);
    };
  }, [overlays, dark]);

  useEffect(() => {
    const colours = palette(dark);
    drawn.current?.markers.setMarkers((marks ?? []).map((mark) => shape(mark, colours)));
  }, [marks, dark, version]);

  const onKey = (event: KeyboardEvent) => {
    const all = candles.current;
    const { chart, series } = drawn.current!;
    if (event.key === 'Enter' && cursor) return onPick?.(cursor);
    const by = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    if (by === 0 || all.length === 0) return;
    event.preventDefault();
    const range = chart.timeScale().getVisibleLogicalRange();
    const now = cursor ? all.findIndex((candle) => candle.time === cursor.time) : Math.min(all.length - 1, Math.round(range?.to ?? all.length - 1));
    const index = Math.max(0, Math.min(all.length - 1, now + (cursor ? by * (event.shiftKey ? 10 : 1) : 0)));
    const next = all[index]!;
    if (range && (index < range.from || index > range.to)) {
      const width = range.to - range.from;
      chart.timeScale().setVisibleLogicalRange({ from: index - width / 2, to: index + width / 2 });
    }
    chart.setCrosshairPosition(next.close, next.time as UTCTimestamp, series);
    setCursor(next);
  };

  return (
    <div class="candle-chart">
      {error !== undefined && <Notice kind="error" title={`The candles of ${symbol} ${timeframe} cannot be shown.`}>{words(error)}</Notice>}
      <div
        ref={place} class={`candles ${onPick ? 'picking' : ''}`} tabIndex={0} role="application" onKeyDown={onKey}
        aria-label={`Candles of ${symbol} ${timeframe}. Arrow keys go from candle to candle${onPick ? `, Enter: ${pickWord ?? 'choose'}` : ''}.`}
      />
      <p class="candle-words" aria-live="polite">
        {cursor ? wordsOf(cursor) : version === 0 && error === undefined ? 'Loading candles …' : `${whole(candles.current.length)} candles here; older ones come when you scroll to them.`}
      </p>
    </div>
  );
}

function wordsOf(candle: Candle): string {
  const { open, high, low, close, volume } = candle;
  return `${minute(isoOf(candle.time))}  open ${price(open)}  high ${price(high)}  low ${price(low)}  close ${price(close)}  volume ${volume}`;
}

interface Drawn {
  chart: IChartApi;
  series: ISeriesApi<'Candlestick'>;
  markers: ISeriesMarkersPluginApi<Time>;
}

function draw(place: HTMLElement, colours: Palette): Drawn {
  const chart = createChart(place, { autoSize: true, ...look(colours) });
  const series = chart.addSeries(CandlestickSeries, { ...candleLook(colours), priceFormat: { type: 'custom', formatter: (value: number) => price(value), minMove: 0.00001 } });
  return { chart, series, markers: createSeriesMarkers(series, []) };
}

function look(colours: Palette) {
  return {
    // Its logo comes with a style element, which the page's policy forbids; the footer of the page names it instead.
    layout: { background: { color: colours.surface }, textColor: colours.soft, attributionLogo: false },
    grid: { vertLines: { color: colours.line }, horzLines: { color: colours.line } },
    timeScale: { timeVisible: true, secondsVisible: false, borderColor: colours.line, minBarSpacing: 0.1 },
    rightPriceScale: { borderColor: colours.line },
    crosshair: { mode: 0 },
  };
}

function candleLook(colours: Palette) {
  return { upColor: colours.up, downColor: colours.down, wickUpColor: colours.up, wickDownColor: colours.down, borderVisible: false };
}

function rows(columns: BarColumns): Candle[] {
  return columns.time.map((time, index) => ({
    time, open: columns.open[index]!, high: columns.high[index]!, low: columns.low[index]!, close: columns.close[index]!, volume: columns.volume[index]!,
  }));
}

function dressed(candle: Candle, tint: Props['tint']): CandlestickData {
  const colour = tint?.(candle.time);
  const bar = { time: candle.time as UTCTimestamp, open: candle.open, high: candle.high, low: candle.low, close: candle.close };
  return colour ? { ...bar, color: colour, wickColor: colour } : bar;
}

function shape(mark: Mark, colours: Palette): SeriesMarker<Time> {
  return {
    time: mark.time as UTCTimestamp, text: mark.text, position: mark.above ? 'aboveBar' : 'belowBar',
    shape: mark.tone === 'up' ? 'arrowUp' : mark.tone === 'down' ? 'arrowDown' : 'circle',
    color: mark.tone === 'up' ? colours.up : mark.tone === 'down' ? colours.down : colours.series[0]!,
  };
}

function candleAt(candles: readonly Candle[], event: MouseEventParams): Candle | null {
  if (event.time === undefined) return null;
  const time = event.time as number;
  let [low, high] = [0, candles.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = candles[middle]!;
    if (found.time === time) return found;
    if (found.time < time) low = middle + 1;
    else high = middle - 1;
  }
  return null;
}

/** Seconds of a timeframe such as 15m, 1h, 1d, 1w. */
export function step(timeframe: string): number {
  const units: Record<string, number> = { m: 60, h: 3_600, d: 86_400, w: 604_800 };
  const [, many, unit] = /^(\d+)([mhdw])/.exec(timeframe) ?? [];
  return many && unit ? Number(many) * units[unit]! : 60;
}
