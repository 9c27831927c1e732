import type { PerformanceEntry } from '../../../api/presets';

interface PerformanceLine {
  name: string;
  /** [seconds since 1970 in ms, value] */
  points: [number, number][];
}

/** The figures of an entry by name, "roc_auc h3" for those of a horizon. Entries of the product have `horizons`; those that others logged are plain numbers. */
function figuresOf(entry: PerformanceEntry): Map<string, number> {
  const figures = new Map<string, number>();
  for (const [name, value] of Object.entries(entry.metrics)) {
    if (typeof value === 'number') figures.set(name, value);
  }
  const horizons = entry.metrics['horizons'];
  for (const one of Array.isArray(horizons) ? (horizons as Record<string, unknown>[]) : []) {
    for (const [name, value] of Object.entries(one)) {
      if (typeof value === 'number' && name !== 'horizon' && name !== 'rows') figures.set(`${name} h${String(one['horizon'])}`, value);
    }
  }
  return figures;
}

/** What can be drawn: names of figures, the score first. */
export function namesOf(entries: readonly PerformanceEntry[]): string[] {
  const names = new Set(entries.flatMap((entry) => [...figuresOf(entry).keys()]).filter((name) => !COUNTS.has(name)));
  return [...names].sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
}

/** One figure over time, the oldest first, a line for each version. */
export function linesOf(entries: readonly PerformanceEntry[], name: string): PerformanceLine[] {
  const lines = new Map<number, [number, number][]>();
  for (const entry of entries) {
    const value = figuresOf(entry).get(name);
    if (value === undefined) continue;
    const points = lines.get(entry.version) ?? [];
    points.push([Date.parse(entry.at), value]);
    lines.set(entry.version, points);
  }
  return [...lines].sort(([a], [b]) => a - b).map(([version, points]) => ({ name: `version ${version}`, points: points.sort(([a], [b]) => a - b) }));
}

const COUNTS = new Set(['bars', 'rules']);

function rank(name: string): number {
  return name === 'score' ? 0 : name.startsWith('roc_auc') ? 1 : 2;
}
