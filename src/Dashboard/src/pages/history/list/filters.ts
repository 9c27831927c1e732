import type { AddressQuery } from '../../../address/address';
import type { Query } from '../../../api/client';

/** The filters of GET /api/runs that are in the address, under the same names. */
export const FILTERS = ['symbol', 'timeframe', 'model_type', 'status', 'kept', 'regime', 'tag', 'queue', 'from', 'to', 'deleted'] as const;

export type FilterName = (typeof FILTERS)[number];

/** Of the address; dates become the start of that day. */
export function filterOf(address: AddressQuery): Query {
  const filter: Record<string, string> = {};
  for (const name of FILTERS) {
    const value = address[name];
    if (value) filter[name] = name === 'from' || name === 'to' ? dayStart(value) : value;
  }
  return filter;
}

/** Whether anything but the whole history is asked for. */
export function isFiltered(address: AddressQuery): boolean {
  return FILTERS.some((name) => address[name]);
}

export function withoutFilters(): Record<string, null> {
  return Object.fromEntries(FILTERS.map((name) => [name, null]));
}

function dayStart(value: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? `${value}T00:00:00Z` : value;
}
