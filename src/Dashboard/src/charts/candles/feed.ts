import type { BarColumns } from '../../api/bars';
import { indexFrom } from './find';
import type { Candle } from './types';

/** Where candles come from: `limit` of them before a time (or the newest), or from a time on. */
interface CandleSource {
  before: (limit: number, to: number | undefined, signal: AbortSignal) => Promise<BarColumns>;
  from: (limit: number, from: number, signal: AbortSignal) => Promise<BarColumns>;
}

/** What has become of the candles: how many came and went in front, at the back; `fresh` where they are others altogether. */
export interface Grown {
  front: number;
  back: number;
  fresh: boolean;
}

interface FeedOptions {
  source: CandleSource;
  onGrown: (grown: Grown) => void;
  onError: (error: unknown) => void;
  /** Candles of the first answer, of later ones, and that are kept at most: then the far end goes. */
  first?: number;
  more?: number;
  most?: number;
}

const SCREENS_AHEAD = 1.5;
const LEAST_AHEAD = 500;

/** A stretch of a market's history that grows at the end to which somebody scrolls, before the last of it is seen. */
export class CandleFeed {
  candles: readonly Candle[] = [];
  private readonly stop = new AbortController();
  private readonly first: number;
  private readonly more: number;
  private readonly most: number;
  private older = false;
  private newer = false;
  private asking = false;
  private held = false;
  private failed = false;
  private waiting: (() => void) | null = null;
  private seen: { from: number; to: number } | null = null;

  constructor(private readonly options: FeedOptions) {
    this.first = options.first ?? 5_000;
    this.more = options.more ?? 20_000;
    this.most = options.most ?? 300_000;
  }

  /** The newest candles, or those on both sides of a time. Nothing is asked where that time is here. */
  async show(around?: number): Promise<void> {
    if (around !== undefined && this.has(around)) return;
    await this.ask(async (signal) => {
      const half = Math.ceil(this.first / 2);
      if (around === undefined) {
        const newest = await this.options.source.before(this.first, undefined, signal);
        return () => this.begin(rows(newest), newest.more_before, false);
      }
      const [before, after] = await Promise.all([this.options.source.before(half, around, signal), this.options.source.from(half, around, signal)]);
      return () => this.begin([...rows(before), ...rows(after)], before.more_before, after.more_after);
    });
  }

  has(time: number): boolean {
    return this.candles.length > 0 && time >= this.candles[0]!.time && time <= this.candles.at(-1)!.time;
  }

  /** Somebody looks at these indexes: fetches on where they come near an end. */
  look(from: number, to: number): void {
    this.seen = { from, to };
    if (this.asking || this.failed || this.candles.length === 0) return;
    const ahead = Math.min(this.more, Math.max(LEAST_AHEAD, (to - from) * SCREENS_AHEAD));
    // A view so wide that either end would push the other out has to do with what is here.
    const full = this.candles.length + this.more > this.most;
    if (full && to - from + 2 * ahead + this.more > this.most) return;
    if (this.older && from < ahead) void this.ask((signal) => this.growFront(signal));
    else if (this.newer && to > this.candles.length - ahead) void this.ask((signal) => this.growBack(signal));
  }

  /** While the chart is dragged nothing may move under the finger: what arrives waits. */
  hold(held: boolean): void {
    this.held = held;
    if (held) return;
    this.waiting?.();
    this.waiting = null;
  }

  close(): void {
    this.stop.abort();
  }

  private async growFront(signal: AbortSignal) {
    const columns = await this.options.source.before(this.more, this.candles[0]!.time, signal);
    return () => {
      const came = rows(columns);
      const all = [...came, ...this.candles];
      this.older = columns.more_before && came.length > 0;
      this.newer ||= all.length > this.most;
      this.candles = all.slice(0, this.most);
      this.grown(came.length, this.candles.length - all.length);
    };
  }

  private async growBack(signal: AbortSignal) {
    const columns = await this.options.source.from(this.more, this.candles.at(-1)!.time + 1, signal);
    return () => {
      const came = rows(columns);
      const all = [...this.candles, ...came];
      const gone = Math.max(0, all.length - this.most);
      this.newer = columns.more_after && came.length > 0;
      this.older ||= gone > 0;
      this.candles = all.slice(gone);
      this.grown(-gone, came.length);
    };
  }

  private grown(front: number, back: number): void {
    // The same candles have other indexes now.
    if (this.seen) this.seen = { from: this.seen.from + front, to: this.seen.to + front };
    this.options.onGrown({ front, back, fresh: false });
  }

  private begin(candles: readonly Candle[], older: boolean, newer: boolean): void {
    this.candles = candles;
    this.older = older;
    this.newer = newer;
    this.seen = null;
    this.options.onGrown({ front: 0, back: 0, fresh: true });
  }

  private async ask(load: (signal: AbortSignal) => Promise<() => void>): Promise<void> {
    this.asking = true;
    try {
      const apply = await load(this.stop.signal);
      if (this.stop.signal.aborted) return;
      if (this.held) await new Promise<void>((go) => (this.waiting = go));
      if (!this.stop.signal.aborted) apply();
    } catch (error) {
      // A second try would come with every scrolled pixel.
      this.failed = true;
      if (!this.stop.signal.aborted) this.options.onError(error);
    } finally {
      this.asking = false;
    }
    // The view may have gone on meanwhile, or be wider than what came.
    if (this.seen) this.look(this.seen.from, this.seen.to);
  }
}

/** Index of the candle that is nearest to a time; -1 where there is none. */
export function nearest(candles: readonly Candle[], time: number): number {
  return Math.min(candles.length - 1, indexFrom(candles, time));
}

function rows(columns: BarColumns): Candle[] {
  return columns.time.map((time, index) => ({
    time, open: columns.open[index]!, high: columns.high[index]!, low: columns.low[index]!, close: columns.close[index]!, volume: columns.volume[index]!,
  }));
}
