import type { Cost } from '../api/costs';
import { money } from './money';
import { reasonOf, whole, type Metric } from './numbers';
import { duration } from './times';

export interface CostFigure {
  name: string;
  of: Metric;
  show: (value: number | null) => string;
}

const NOT_NOTED = 'it was not noted';

export function costFigures(cost: Cost): CostFigure[] {
  const noted = (value: number | null): Metric => value ?? { value: null, reason: reasonOf(cost.price) ?? NOT_NOTED };
  return [
    { name: 'Price', of: cost.price, show: (value) => money(value, cost.currency) },
    { name: 'Computing on CPUs', of: noted(cost.cpu_seconds), show: duration },
    { name: 'Computing on GPUs', of: noted(cost.gpu_seconds), show: duration },
    { name: 'Storage transactions', of: noted(cost.storage_transactions), show: whole },
  ];
}

/** CPU and GPU in one cell of a list; a device that was not used is left out. */
export function computing(cost: Cost | null | undefined): string {
  const { cpu_seconds: cpu = null, gpu_seconds: gpu = null } = cost ?? {};
  if (gpu === null || gpu === 0) return duration(cpu);
  return cpu === null || cpu === 0 ? `${duration(gpu)} GPU` : `${duration(cpu)} + ${duration(gpu)} GPU`;
}
