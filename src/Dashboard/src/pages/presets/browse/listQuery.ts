import type { Query } from '../../../api/client';

export type ListQuery = Readonly<Record<string, string>>;

const FILTERS = ['symbol', 'timeframe', 'features', 'architecture', 'horizon', 'status', 'text', 'deleted'];
const PAGE = 50;

/** What the address asks of the list. */
export function listQuery(query: ListQuery): Query {
  const asked: Record<string, string | number | undefined> = { limit: PAGE, continuation: query['after'], sort: query['sort'] };
  for (const name of FILTERS) asked[name] = query[name];
  return asked;
}

/** How many filters are set. */
export function filtersOf(query: ListQuery): number {
  return FILTERS.filter((name) => query[name]).length;
}
