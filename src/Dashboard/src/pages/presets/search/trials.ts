import type { HyperParameters, ParameterRange, SearchSpace } from '../../../api/presetContent';
import type { Trial } from '../../../api/studies';

/** A parameter that was searched, as an axis. */
export interface ParameterAxis {
  name: string;
  kind: 'log' | 'number' | 'choice';
  low?: number;
  high?: number;
  choices?: string[];
}

/** Trials of one phase lie side by side. */
interface PhaseSpan {
  phase: number;
  first: number;
  last: number;
}

/** The space of a search, which its answer has as JSON in a text. */
export function spaceOf(text: string): SearchSpace {
  try {
    return JSON.parse(text) as SearchSpace;
  } catch {
    return {};
  }
}

/** The parameters that could differ between trials. Log scales where the space says so. */
export function axesOf(space: SearchSpace): ParameterAxis[] {
  return Object.entries(space).flatMap(([name, range]) => axisOf(name, range) ?? []);
}

function axisOf(name: string, range: ParameterRange): ParameterAxis | undefined {
  if (range.choices) return range.choices.length > 1 ? { name, kind: 'choice', choices: range.choices.map(String) } : undefined;
  if (range.low === undefined || range.high === undefined) return undefined;
  return { name, kind: range.log ? 'log' : 'number', low: range.low, high: range.high };
}

/** A trial as a line through the axes, ended by its value. */
export function lineOf(axes: readonly ParameterAxis[], parameters: HyperParameters, value: number): (string | number)[] {
  return [...axes.map((axis) => coordinate(axis, parameters[axis.name])), value];
}

function coordinate(axis: ParameterAxis, value: unknown): string | number {
  return axis.kind === 'choice' || typeof value !== 'number' ? String(value) : value;
}

/** Trials of the fourth phase are the finalists again, each with many seeds. */
export function isOwnPoint(trial: Trial): boolean {
  return trial.phase < 4;
}

export function spansOf(trials: readonly Trial[]): PhaseSpan[] {
  const spans = new Map<number, PhaseSpan>();
  for (const { phase, number } of trials) {
    const span = spans.get(phase);
    if (!span) spans.set(phase, { phase, first: number, last: number });
    else spans.set(phase, { phase, first: Math.min(span.first, number), last: Math.max(span.last, number) });
  }
  return [...spans.values()].sort((a, b) => a.phase - b.phase);
}
