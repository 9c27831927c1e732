import { decimals } from './numbers';

/** "12.30 EUR"; what would round to nothing says so. */
export function money(value: number | null, currency: string): string {
  if (value === null) return decimals(value);
  return value > 0 && value < 0.01 ? `less than 0.01 ${currency}` : `${decimals(value, 2)} ${currency}`;
}
