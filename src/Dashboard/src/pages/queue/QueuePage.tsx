import type { PageProps } from '../../app/pages';
import { NewQueue } from './builder/NewQueue';
import { OpenQueue } from './open/OpenQueue';
import { QueueList } from './QueueList';
import { Standing } from './Standing';
import './queue.css';

/** The training queue: a new grid and the queues that there are, or one of them. */
export default function QueuePage({ rest, query }: PageProps) {
  const [id] = rest;
  if (id !== undefined) return <OpenQueue key={id} id={id} />;
  return (
    <>
      <Standing />
      <NewQueue query={query} />
      <QueueList query={query} />
    </>
  );
}
