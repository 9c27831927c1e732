import type { EquityView } from '../../../api/runDetail';

/** Of each point from the highest before it: 0 or below. */
export function drawdown(equity: readonly number[]): number[] {
  let peak = -Infinity;
  return equity.map((value) => {
    peak = Math.max(peak, value);
    return peak > 0 ? value / peak - 1 : 0;
  });
}

/** As a chart takes them, in milliseconds, with a hole where nothing is held between two folds. */
export function pointsOf(view: EquityView, values: readonly number[]): [number, number | null][] {
  const holes = holesOf(view);
  return view.time.flatMap((time, index): [number, number | null][] => {
    const point: [number, number | null] = [time * 1000, values[index] ?? null];
    return holes.has(time) ? [point, [time * 1000 + 1, null]] : [point];
  });
}

export interface Stretch {
  /** In milliseconds. */
  from: number;
  to: number;
  /** Of a bar of none it is -1. */
  regime: number;
}

/** Bars of one regime that follow each other. A stretch ends where the next begins; a point stands at a bar's close, so a bar reaches back to the point before. */
export function stretches(view: EquityView): Stretch[] {
  const all: Stretch[] = [];
  const holes = holesOf(view);
  let start = view.time[0];
  view.regime.forEach((regime, index) => {
    const time = view.time[index];
    if (time === undefined || start === undefined) return;
    const last = all.at(-1);
    if (last && last.regime === regime && last.to === start * 1000) last.to = time * 1000;
    else if (time > start) all.push({ from: start * 1000, to: time * 1000, regime });
    start = holes.has(time) ? view.time[index + 1] : time;
  });
  return all;
}

/** The value of a curve at a fold's end. */
export function atEnd(view: EquityView, values: readonly number[], fold: EquityView['folds'][number]): number | undefined {
  const end = Date.parse(fold.to) / 1000;
  return values[view.time.findLastIndex((time) => time <= end)];
}

/** The last points of folds that the next one does not follow at once. */
function holesOf({ folds }: EquityView): Set<number> {
  return new Set(folds.flatMap((fold, index) => {
    const next = folds[index + 1];
    return next && Date.parse(next.from) > Date.parse(fold.to) ? [Date.parse(fold.to) / 1000] : [];
  }));
}
