import type { Metric } from '../format/numbers';

/** What trainings used, and what that comes to at the prices of now. Where it was not noted the figures are null, and the reason stands at the price. */
export interface Cost {
  /** Of trainings on a CPU, one after the other. */
  cpu_seconds: number | null;
  gpu_seconds: number | null;
  storage_transactions: number | null;
  price: Metric;
  currency: string;
  /** The file that sets the prices. */
  prices: string;
}
