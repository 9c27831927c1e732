import { ColorType, CrosshairMode, type CandlestickData, type SeriesMarker, type Time, type UTCTimestamp } from 'lightweight-charts';
import { price } from '../../format/numbers';
import type { Palette } from '../palette';
import type { Candle, Mark } from './types';

/** Of the chart as a whole. */
export function chartLook(colours: Palette) {
  return {
    layout: {
      background: { type: ColorType.Solid as const, color: colours.surface },
      textColor: colours.soft,
      // Its logo comes with a style element, which the page's policy forbids; the footer of the page names it instead.
      attributionLogo: false,
      panes: { separatorColor: colours.line, separatorHoverColor: colours.none, enableResize: true },
    },
    grid: { vertLines: { color: colours.line }, horzLines: { color: colours.line } },
    // Zoomed out, many candles share a pixel: they are drawn as one.
    timeScale: { secondsVisible: false, borderColor: colours.line, minBarSpacing: 0.005, enableConflation: true },
    rightPriceScale: { borderColor: colours.line },
    leftPriceScale: { borderColor: colours.line },
    crosshair: { mode: CrosshairMode.Normal },
    // A finger that goes up or down on the chart scrolls the page.
    handleScroll: { vertTouchDrag: false },
  };
}

export function candleLook(colours: Palette) {
  return {
    upColor: colours.up, downColor: colours.down, wickUpColor: colours.up, wickDownColor: colours.down, borderVisible: false,
    // The last candle that is here need not be the newest.
    priceLineVisible: false,
    priceFormat: { type: 'custom' as const, formatter: (value: number) => price(value), minMove: 0.00001 },
  };
}

export type Tint = (time: number) => string | undefined;

export function dressed(candle: Candle, tint?: Tint): CandlestickData {
  const colour = tint?.(candle.time);
  const bar = { time: candle.time as UTCTimestamp, open: candle.open, high: candle.high, low: candle.low, close: candle.close };
  return colour ? { ...bar, color: colour, wickColor: colour } : bar;
}

export function shape(mark: Mark, colours: Palette): SeriesMarker<Time> {
  return {
    time: mark.time as UTCTimestamp, text: mark.text, position: mark.above ? 'aboveBar' : 'belowBar',
    shape: mark.tone === 'up' ? 'arrowUp' : mark.tone === 'down' ? 'arrowDown' : 'circle',
    color: mark.tone === 'up' ? colours.up : mark.tone === 'down' ? colours.down : colours.series[0]!,
  };
}
