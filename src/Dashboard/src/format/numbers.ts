export const NOTHING = '–';

const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** 12,345 */
export function whole(value: number | null | undefined): string {
  return isNumber(value) ? grouped.format(value) : NOTHING;
}

/** Fixed decimals: columns of figures line up. */
export function decimals(value: number | null | undefined, places = 3): string {
  return isNumber(value) ? value.toFixed(places) : NOTHING;
}

/** 0.1234 -> 12.3 % */
export function percent(share: number | null | undefined, places = 1): string {
  return isNumber(share) ? `${(share * 100).toFixed(places)} %` : NOTHING;
}

/** As many digits as a price needs: 45,123.50 and 1.08423. */
export function price(value: number | null | undefined): string {
  if (!isNumber(value)) return NOTHING;
  const size = Math.abs(value);
  const places = size >= 1000 ? 2 : size >= 10 ? 3 : 5;
  return new Intl.NumberFormat('en-US', { minimumFractionDigits: places, maximumFractionDigits: places }).format(value);
}

/** 1.2 kB, 3.4 MB */
export function bytes(value: number | null | undefined): string {
  if (!isNumber(value)) return NOTHING;
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let size = value;
  let unit = 0;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit++;
  }
  return `${unit === 0 ? size : size.toFixed(1)} ${units[unit]}`;
}

/** "1 model", "2 models" */
export function count(value: number, one: string, many = `${one}s`): string {
  return `${whole(value)} ${value === 1 ? one : many}`;
}

function isNumber(value: number | null | undefined): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

/** A figure as the API writes it: the number itself, or why there is none. */
export type Metric = number | { value: null; reason: string } | null | undefined;

export function valueOf(metric: Metric): number | null {
  return typeof metric === 'number' ? metric : null;
}

export function reasonOf(metric: Metric): string | null {
  return metric !== null && typeof metric === 'object' ? metric.reason : null;
}
