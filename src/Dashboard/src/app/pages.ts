import type { ComponentType } from 'preact';
import type { AddressQuery } from '../address/address';

/** What a page is given: what stands behind its name in the address. */
export interface PageProps {
  rest: readonly string[];
  query: AddressQuery;
}

export interface PageEntry {
  /** In the address: `#/queue`. */
  id: string;
  /** On its tab. */
  title: string;
  load: () => Promise<{ default: ComponentType<PageProps> }>;
}

/** The tabs from left to right. A page is fetched when it is first opened. */
export const PAGES: readonly PageEntry[] = [
  { id: 'queue', title: 'Training queue', load: () => import('../pages/queue/QueuePage') },
  { id: 'regimes', title: 'Regimes', load: () => import('../pages/regimes/RegimesPage') },
  { id: 'history', title: 'History', load: () => import('../pages/history/HistoryPage') },
  { id: 'candles', title: 'Candles', load: () => import('../pages/candles/CandlesPage') },
  { id: 'presets', title: 'Presets', load: () => import('../pages/presets/PresetsPage') },
  { id: 'jobs', title: 'Jobs', load: () => import('../pages/jobs/JobsPage') },
  { id: 'data', title: 'Data', load: () => import('../pages/data/DataPage') },
];
