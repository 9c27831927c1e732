import type { Metric } from '../format/numbers';

/** What trainings to come would take and cost, going by past ones. */
export interface Estimate {
  /** At most so many, as some may be trained already. */
  fold_tasks: number;
  by_model: ModelEstimate[];
  /** Of all trainings one after the other. */
  compute_seconds: Metric;
  /** By the clock, with all trainers at work. */
  wall_seconds: Metric;
  price: Metric;
  currency: string;
  storage_transactions: Metric;
  trainers: number;
}

export interface ModelEstimate {
  model: string;
  folds: number;
  /** The median of past folds. */
  seconds_per_fold: Metric;
  /** How many past folds that is. */
  from_folds: number;
}
