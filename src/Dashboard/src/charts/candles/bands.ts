import type { IPrimitivePaneRenderer, IPrimitivePaneView, ISeriesPrimitive, Logical, PrimitivePaneViewZOrder, SeriesAttachedParameter, Time } from 'lightweight-charts';
import type { Palette } from '../palette';
import { indexAt, within } from './find';
import type { Break, Candle, Stretch } from './types';

type Target = Parameters<IPrimitivePaneRenderer['draw']>[0];

interface Drawn {
  candles: readonly Candle[];
  stretches: readonly Stretch[];
  breaks: readonly Break[];
  colours: Palette;
}

interface Ruler {
  spacing: number;
  at: (index: number) => number;
}

const SHADE = '26';
const NAME_TOP = 6;
const NAME_HEIGHT = 18;
/** With less room between them broken lines would be a wall. */
const LEAST_SPACING = 1.5;

/** Stretches of the history behind the candles, and broken lines where bars are missing. */
export class Bands implements ISeriesPrimitive<Time> {
  private chart: SeriesAttachedParameter<Time>['chart'] | null = null;
  private redraw: () => void = () => {};
  private readonly views: readonly IPrimitivePaneView[] = [
    { zOrder: (): PrimitivePaneViewZOrder => 'bottom', renderer: () => ({ draw: (target) => this.ground(target) }) },
    { zOrder: (): PrimitivePaneViewZOrder => 'top', renderer: () => ({ draw: (target) => this.names(target) }) },
  ];

  constructor(private shown: Drawn) {}

  attached({ chart, requestUpdate }: SeriesAttachedParameter<Time>): void {
    this.chart = chart;
    this.redraw = requestUpdate;
  }

  detached(): void {
    this.chart = null;
    this.redraw = () => {};
  }

  paneViews(): readonly IPrimitivePaneView[] {
    return this.views;
  }

  show(change: Partial<Drawn>): void {
    this.shown = { ...this.shown, ...change };
    this.redraw();
  }

  private ground(target: Target): void {
    const { breaks, candles, colours } = this.shown;
    const ruler = this.ruler();
    if (!ruler) return;
    target.useMediaCoordinateSpace(({ context, mediaSize: { height } }) => {
      for (const { left, width, colour } of this.places(ruler)) {
        context.fillStyle = `${colour}${SHADE}`;
        context.fillRect(left, 0, width, height);
      }
      if (ruler.spacing < LEAST_SPACING) return;
      context.strokeStyle = colours.soft;
      context.setLineDash([3, 4]);
      context.beginPath();
      for (const one of breaks) {
        const index = indexAt(candles, one.time);
        if (index < 0) continue;
        const x = ruler.at(index - 0.5);
        context.moveTo(x, 0);
        context.lineTo(x, height);
      }
      context.stroke();
      context.setLineDash([]);
    });
  }

  private names(target: Target): void {
    const { colours } = this.shown;
    const ruler = this.ruler();
    if (!ruler) return;
    target.useMediaCoordinateSpace(({ context, mediaSize }) => {
      context.font = '600 12px system-ui, "DejaVu Sans", sans-serif';
      context.textBaseline = 'middle';
      for (const { left, width, colour, name } of this.places(ruler)) {
        const from = Math.max(0, left);
        const room = Math.min(mediaSize.width, left + width) - from;
        const wide = context.measureText(name).width + 10;
        if (room < wide) continue;
        context.fillStyle = colours.surface;
        context.fillRect(from + 2, NAME_TOP, wide, NAME_HEIGHT);
        context.fillStyle = colour;
        context.fillText(name, from + 7, NAME_TOP + NAME_HEIGHT / 2);
      }
    });
  }

  private places(ruler: Ruler) {
    const { candles, stretches, colours } = this.shown;
    return stretches.flatMap((stretch) => {
      const part = within(candles, stretch.from, stretch.to);
      if (!part) return [];
      const left = ruler.at(part.first - 0.5);
      const width = Math.max(1, ruler.at(part.end - 0.5) - left);
      return [{ left, width, name: stretch.name, colour: colours.series[stretch.colour % colours.series.length]! }];
    });
  }

  /** The scale itself knows whole candles only; stretches begin between two of them. */
  private ruler(): Ruler | null {
    const scale = this.chart?.timeScale();
    const first = scale?.logicalToCoordinate(0 as Logical) ?? null;
    const second = scale?.logicalToCoordinate(1 as Logical) ?? null;
    if (first === null || second === null) return null;
    const spacing = second - first;
    return { spacing, at: (index) => first + index * spacing };
  }
}
