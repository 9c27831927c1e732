import { valueOf } from '../../format/numbers';
import type { Standing } from './standing';

/** A figure of a standing for a drawing; null where there is no best model, or the figure is undefined. */
export function figureOf(row: Standing, name: string): number | null {
  return row.score ? valueOf(row.score.metrics[name]) : null;
}
