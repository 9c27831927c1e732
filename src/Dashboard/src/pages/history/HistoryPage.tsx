import { useRef } from 'preact/hooks';
import { text, type AddressQuery } from '../../address/address';
import type { PageProps } from '../../app/pages';
import { RunList } from './list/RunList';
import { RunView } from './run/RunView';
import './history.css';

/** Every configuration that was trained: the list, and one run closely. */
export default function HistoryPage({ rest, query }: PageProps) {
  const [id] = rest;
  // The way back from a run leads to the page of the list that one came from.
  const listed = useRef<AddressQuery>({});
  if (id === undefined) {
    listed.current = query;
    return <RunList query={query} />;
  }
  return <RunView key={id} id={id} query={query} back={text('history', [], listed.current)} />;
}
