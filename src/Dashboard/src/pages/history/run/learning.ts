import type { LearnedFold, LearningCurve } from '../../../api/runDetail';

/** The names of all curves, in the order in which they come. */
export function curveNames(folds: readonly LearnedFold[]): string[] {
  return [...new Set(folds.flatMap((fold) => fold.curves.map((curve) => curve.name)))];
}

export function curveOf(fold: LearnedFold, name: string): LearningCurve | undefined {
  return fold.curves.find((curve) => curve.name === name);
}

/** The iteration that is predicted with; targets that are learned apart have one each. */
export function bestOf(fold: LearnedFold, curve: LearningCurve): number | null {
  return curve.best_iteration ?? fold.best_iteration;
}

/** The value at an iteration, counted as the curve counts them. */
export function valueAt(curve: LearningCurve, iteration: number | null): number | null {
  return iteration === null ? null : (curve.values[iteration - curve.first_iteration] ?? null);
}

/** "fold 2" or "fold 4, staleness" */
export function foldName(fold: LearnedFold): string {
  return `fold ${fold.number}${fold.is_average ? '' : ', staleness'}`;
}
