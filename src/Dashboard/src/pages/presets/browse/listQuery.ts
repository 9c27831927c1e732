import type { AddressQuery } from '../../../address/address';
import type { Query } from '../../../api/client';

const FILTERS = ['symbol', 'timeframe', 'features', 'architecture', 'horizon', 'status', 'text', 'deleted'];
const PAGE = 50;

/** What the address asks of the list. */
export function listQuery(query: AddressQuery, continuation?: string): Query {
  const asked: Record<string, string | number | undefined> = { limit: PAGE, continuation, sort: query['sort'] };
  for (const name of FILTERS) asked[name] = query[name];
  return asked;
}

/** How many filters are set. */
export function filtersOf(query: AddressQuery): number {
  return FILTERS.filter((name) => query[name]).length;
}
