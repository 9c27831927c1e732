import {
  CandlestickSeries, createChart, createSeriesMarkers, LineSeries, LineStyle, type IChartApi, type ISeriesApi, type ISeriesMarkersPluginApi, type MouseEventParams, type Time,
  type UTCTimestamp,
} from 'lightweight-charts';
import type { Palette } from '../palette';
import { Bands } from './bands';
import { indexAt } from './find';
import { candleLook, chartLook, dressed, shape, type Tint } from './looks';
import type { Break, Candle, Mark, Overlay, Stretch } from './types';

interface Listeners {
  /** The candle under the pointer; null when it has left. */
  onCursor: (index: number) => void;
  onPick: (index: number, event: { shift: boolean }) => void;
  onLook: (from: number, to: number) => void;
}

const FIELD = 1;
const FIELD_SHARE = 0.25;

/** The canvas: what is drawn on it, and where it looks. It holds nothing that was not given to it. */
export class Drawing {
  private readonly chart: IChartApi;
  private readonly series: ISeriesApi<'Candlestick'>;
  private readonly markers: ISeriesMarkersPluginApi<Time>;
  private readonly bands: Bands;
  private candles: readonly Candle[] = [];
  private lines: { overlay: Overlay; line: ISeriesApi<'Line'> }[] = [];
  private marks: readonly Mark[] = [];
  private tint: Tint | undefined;

  constructor(place: HTMLElement, private colours: Palette, listeners: Listeners) {
    this.chart = createChart(place, { autoSize: true, ...chartLook(colours) });
    this.series = this.chart.addSeries(CandlestickSeries, candleLook(colours));
    this.markers = createSeriesMarkers(this.series, []);
    this.bands = new Bands({ candles: [], stretches: [], breaks: [], colours });
    this.series.attachPrimitive(this.bands);
    this.chart.subscribeCrosshairMove((event) => listeners.onCursor(this.under(event)));
    this.chart.subscribeClick((event) => {
      const index = this.under(event);
      if (index >= 0) listeners.onPick(index, { shift: event.sourceEvent?.shiftKey ?? false });
    });
    this.chart.timeScale().subscribeVisibleLogicalRangeChange((range) => {
      if (range) listeners.onLook(range.from, range.to);
    });
  }

  remove(): void {
    this.chart.remove();
  }

  paint(colours: Palette): void {
    this.colours = colours;
    this.chart.applyOptions(chartLook(colours));
    this.series.applyOptions(candleLook(colours));
    this.bands.show({ colours });
    this.setMarks(this.marks);
    this.setOverlays(this.lines.map(({ overlay }) => overlay));
  }

  /** @param back How many came at the right: the view stays where it is. */
  setCandles(candles: readonly Candle[], back: number): void {
    const before = this.range();
    const shift = candles.length - this.candles.length - back;
    this.candles = candles;
    this.series.setData(candles.map((candle) => dressed(candle, this.tint)));
    this.bands.show({ candles });
    this.setMarks(this.marks);
    this.fillLines();
    // The library holds the distance to the newest candle, which is another one now.
    if (back !== 0 && before) this.look(before.from + shift, before.to + shift);
  }

  /** Whether candles open at hours, or at days only. */
  setClock(visible: boolean): void {
    this.chart.timeScale().applyOptions({ timeVisible: visible });
  }

  setTint(tint: Tint | undefined): void {
    if (this.tint === tint) return;
    this.tint = tint;
    this.series.setData(this.candles.map((candle) => dressed(candle, tint)));
  }

  /** Marks of candles that are not here would jump to the nearest one that is. */
  setMarks(marks: readonly Mark[]): void {
    this.marks = marks;
    this.markers.setMarkers(marks.filter((mark) => indexAt(this.candles, mark.time) >= 0).map((mark) => shape(mark, this.colours)));
  }

  setBands(bands: { stretches?: readonly Stretch[]; breaks?: readonly Break[] }): void {
    this.bands.show(bands);
  }

  setOverlays(overlays: readonly Overlay[]): void {
    for (const { line } of this.lines) this.chart.removeSeries(line);
    this.lines = overlays.map((overlay, index) => ({ overlay, line: this.line(overlay, index) }));
    this.fillLines();
    this.chart.applyOptions({ leftPriceScale: { visible: overlays.some((overlay) => overlay.own) } });
    const [main, field] = this.chart.panes();
    if (!main || !field) return;
    main.setStretchFactor(1 - FIELD_SHARE);
    field.setStretchFactor(FIELD_SHARE);
  }

  range(): { from: number; to: number } | null {
    return this.chart.timeScale().getVisibleLogicalRange();
  }

  look(from: number, to: number): void {
    this.chart.timeScale().setVisibleLogicalRange({ from, to });
  }

  newest(): void {
    this.chart.timeScale().scrollToRealTime();
  }

  /** Puts the crosshair on a candle, and moves the view when it is outside. */
  point(index: number): void {
    const candle = this.candles[index];
    const range = this.range();
    if (!candle || !range) return;
    if (index < range.from || index > range.to) {
      const half = (range.to - range.from) / 2;
      this.look(index - half, index + half);
    }
    this.chart.setCrosshairPosition(candle.close, candle.time as UTCTimestamp, this.series);
  }

  unpoint(): void {
    this.chart.clearCrosshairPosition();
  }

  private line(overlay: Overlay, index: number): ISeriesApi<'Line'> {
    const { field, levels = [], own, show, colour = index } = overlay;
    const line = this.chart.addSeries(LineSeries, {
      color: this.colours.series[colour % this.colours.series.length]!, lineWidth: 2, priceLineVisible: false, lastValueVisible: false,
      ...(own ? { priceScaleId: 'left' } : {}),
      ...(show ? { priceFormat: { type: 'custom' as const, formatter: show, minMove: 0.001 } } : {}),
      ...(field ? { autoscaleInfoProvider: () => ({ priceRange: { minValue: field.least, maxValue: field.most } }) } : {}),
    }, field ? FIELD : 0);
    for (const level of levels) {
      line.createPriceLine({ price: level.value, title: level.name, color: this.colours.soft, lineWidth: 1, lineStyle: LineStyle.Dashed, axisLabelVisible: true });
    }
    return line;
  }

  /** A point where no candle is would make room for itself among them. */
  private fillLines(): void {
    for (const { overlay, line } of this.lines) {
      const points = overlay.points.filter((point) => indexAt(this.candles, point.time) >= 0);
      line.setData(points.map((point) => ({ time: point.time as UTCTimestamp, value: point.value })));
    }
  }

  private under(event: MouseEventParams): number {
    return typeof event.time === 'number' ? indexAt(this.candles, event.time) : -1;
  }
}
