import type { BacktestLine } from '../../../api/runDetail';

interface HeatColumn {
  threshold: number;
  lookback: number;
}

export interface HeatMap {
  /** Method and ensemble, as in "direct/mean". */
  rows: string[];
  columns: HeatColumn[];
  /** By row, then by column; undefined where the grid has no such strategy. */
  cells: (BacktestLine | undefined)[][];
  /** The size of the Sharpe ratio from which on the colour is at its fullest. */
  end: number;
}

/** Nine of ten ratios are within the scale: one wild strategy must not make all others pale. */
const WITHIN = 0.9;

/** "direct/mean/c0.3/l100" in its place: methods and ensembles down, thresholds and lookbacks across. */
export function heatMap(lines: readonly BacktestLine[]): HeatMap {
  const placed = lines.flatMap((line) => {
    const [, row, threshold, lookback] = /^(.+)\/c([\d.]+)\/l(\d+)$/.exec(line.strategy) ?? [];
    return row ? [{ line, row, column: { threshold: Number(threshold), lookback: Number(lookback) } }] : [];
  });
  const rows = [...new Set(placed.map((one) => one.row))].sort();
  const columns = [...new Map(placed.map(({ column }) => [keyOf(column), column])).values()].sort((a, b) => a.threshold - b.threshold || a.lookback - b.lookback);
  const found = new Map(placed.map(({ row, column, line }) => [`${row} ${keyOf(column)}`, line]));
  return { rows, columns, cells: rows.map((row) => columns.map((column) => found.get(`${row} ${keyOf(column)}`))), end: scaleEnd(lines) };
}

/** From -1 to 1: how full the colour of a loss or a gain is. */
export function tone(score: number, end: number): number {
  return end > 0 ? Math.max(-1, Math.min(1, score / end)) : 0;
}

/** How many columns each threshold spans. */
export function thresholds(columns: readonly HeatColumn[]): { threshold: number; span: number }[] {
  const spans = new Map<number, number>();
  for (const { threshold } of columns) spans.set(threshold, (spans.get(threshold) ?? 0) + 1);
  return [...spans].map(([threshold, span]) => ({ threshold, span }));
}

/** Where an arrow key leads from a cell; the edges hold. */
export function moved(row: number, column: number, key: string, rows: number, columns: number): [number, number] | null {
  const [down, right] = STEPS[key] ?? [];
  if (down === undefined || right === undefined) return null;
  return [Math.max(0, Math.min(rows - 1, row + down)), Math.max(0, Math.min(columns - 1, column + right))];
}

const STEPS: Record<string, readonly [number, number]> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

function keyOf({ threshold, lookback }: HeatColumn): string {
  return `${threshold} ${lookback}`;
}

function scaleEnd(lines: readonly BacktestLine[]): number {
  const sizes = lines.flatMap(({ score }) => (score === null ? [] : [Math.abs(score)])).sort((a, b) => a - b);
  return sizes[Math.min(sizes.length - 1, Math.floor(sizes.length * WITHIN))] ?? 0;
}
