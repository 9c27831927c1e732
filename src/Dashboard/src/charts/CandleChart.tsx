import { useEffect, useRef, useState } from 'preact/hooks';
import { bars } from '../api/bars';
import { whole } from '../format/numbers';
import { secondsOf } from '../format/times';
import { useDark } from '../theme/theme';
import { Failure } from '../ui/Notice';
import { Drawing } from './candles/drawing';
import { CandleFeed, nearest } from './candles/feed';
import { indexAt } from './candles/find';
import { stepOf } from './candles/keys';
import type { Tint } from './candles/looks';
import type { Break, Candle, Mark, Overlay, Stretch } from './candles/types';
import { candleWords } from './candles/words';
import { palette } from './palette';
import './candles.css';

export type { Break, Candle, Mark, Overlay, Stretch } from './candles/types';

interface Props {
  symbol: string;
  timeframe: string;
  /** Shows this bar in the middle, now and when it changes; the newest when left out. */
  around?: number;
  /** Another number goes there once more, when somebody has scrolled away since. */
  again?: number;
  /** Colour of a bar, of its regime for instance; undefined leaves it rising or falling. */
  tint?: Tint;
  overlays?: readonly Overlay[];
  marks?: readonly Mark[];
  stretches?: readonly Stretch[];
  breaks?: readonly Break[];
  /** A click on a candle, or Enter on the one under the cursor; the chart then says what a click does. */
  onPick?: (candle: Candle, event: { shift: boolean }) => void;
  pickWord?: string;
  onLoaded?: (candles: readonly Candle[]) => void;
}

const SEEN_FIRST = 180;
const DAY = 86_400;
const KEYS = 'Arrow keys go from candle to candle, Page Up and Page Down by screens, plus and minus zoom';
const NONE: readonly never[] = [];

/** A market's candles. The newest come first, others when somebody scrolls to them. Arrow keys go from candle to candle. */
export function CandleChart(props: Props) {
  const { symbol, timeframe, around, again, tint, overlays = NONE, marks = NONE, stretches = NONE, breaks = NONE, onPick, pickWord } = props;
  const place = useRef<HTMLDivElement>(null);
  const drawing = useRef<Drawing | null>(null);
  const feed = useRef<CandleFeed | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const [loaded, setLoaded] = useState(0);
  const [cursor, setCursor] = useState<Candle | null>(null);
  const [said, setSaid] = useState('');
  const [error, setError] = useState<unknown>();
  const dark = useDark();

  useEffect(() => {
    const made = (drawing.current = new Drawing(place.current!, palette(), {
      onCursor: (index) => setCursor(feed.current?.candles[index] ?? null),
      onPick: (index, event) => {
        const candle = feed.current?.candles[index];
        if (candle) latest.current.onPick?.(candle, event);
      },
      onLook: (from, to) => feed.current?.look(from, to),
    }));
    return () => {
      drawing.current = null;
      made.remove();
    };
  }, []);

  useEffect(() => drawing.current?.paint(palette(dark)), [dark]);

  useEffect(() => {
    setCursor(null);
    setError(undefined);
    setLoaded(0);
    drawing.current?.setCandles([], 0);
    drawing.current?.setClock(secondsOf(timeframe) < DAY);
    const mine = (feed.current = new CandleFeed({
      source: {
        before: (limit, to, signal) => bars.before(symbol, timeframe, limit, to, signal),
        from: (limit, from, signal) => bars.from(symbol, timeframe, limit, from, signal),
      },
      onGrown: ({ back, fresh }) => {
        drawing.current?.setCandles(mine.candles, fresh ? 0 : back);
        setLoaded(mine.candles.length);
        latest.current.onLoaded?.(mine.candles);
      },
      onError: setError,
    }));
    return () => mine.close();
  }, [symbol, timeframe]);

  useEffect(() => {
    const [mine, canvas] = [feed.current, drawing.current];
    if (!mine || !canvas) return;
    void mine.show(around).then(() => {
      if (mine !== feed.current || mine.candles.length === 0) return;
      const index = around === undefined ? mine.candles.length - SEEN_FIRST / 3 : nearest(mine.candles, around);
      canvas.look(index - (SEEN_FIRST * 2) / 3, index + SEEN_FIRST / 3);
    });
  }, [symbol, timeframe, around, again]);

  useEffect(() => drawing.current?.setTint(tint), [tint]);
  useEffect(() => drawing.current?.setOverlays(overlays), [overlays]);
  useEffect(() => drawing.current?.setMarks(marks), [marks]);
  useEffect(() => drawing.current?.setBands({ stretches, breaks }), [stretches, breaks]);

  const wordsOf = (candle: Candle) => candleWords(candle, { overlays, stretches, breaks, clock: secondsOf(timeframe) < DAY });

  const onKey = (event: KeyboardEvent) => {
    const [canvas, all] = [drawing.current, feed.current?.candles ?? NONE];
    const range = canvas?.range();
    if (!canvas || !range || all.length === 0) return;
    const step = stepOf(event, range.to - range.from);
    if (step === null) return;
    event.preventDefault();
    if (step === 'pick') {
      if (cursor) onPick?.(cursor, { shift: event.shiftKey });
    } else if (step === 'leave') {
      canvas.unpoint();
      setCursor(null);
    } else if ('zoom' in step) {
      // Around the cursor; without one the newest candle in sight stays where it is.
      const centre = cursor ? indexAt(all, cursor.time) : Math.min(range.to, all.length);
      const to = Math.min(centre + (range.to - centre) * step.zoom, all.length * 1.05);
      canvas.look(to - (range.to - range.from) * step.zoom, to);
    } else {
      // The first key takes the newest candle in sight, the next ones go on from there.
      const now = cursor ? indexAt(all, cursor.time) + step.go : Number.isFinite(step.go) ? Math.floor(range.to) : step.go;
      const index = Math.max(0, Math.min(all.length - 1, now));
      canvas.point(index);
      setCursor(all[index]!);
      setSaid(wordsOf(all[index]!).join(', '));
    }
  };

  return (
    <div class="candle-chart">
      <Failure error={error} title={`The candles of ${symbol} ${timeframe} cannot be shown.`} />
      <div
        ref={place} class={`candles ${onPick ? 'picking' : ''}`} tabIndex={0} role="application" onKeyDown={onKey}
        onPointerDown={() => feed.current?.hold(true)} onPointerUp={() => feed.current?.hold(false)} onPointerCancel={() => feed.current?.hold(false)}
        onPointerLeave={() => feed.current?.hold(false)}
        aria-label={`Candles of ${symbol} ${timeframe}. ${KEYS}${onPick ? `, Enter: ${pickWord ?? 'choose'}` : ''}.`}
      />
      <p class="candle-words">
        {cursor ? wordsOf(cursor).map((one) => <span key={one}>{one}</span>)
          : loaded > 0 ? `${whole(loaded)} candles here; others come when you scroll to them.` : error === undefined ? 'Loading candles …' : ''}
      </p>
      <p class="unseen" aria-live="polite">{said}</p>
    </div>
  );
}
