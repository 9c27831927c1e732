import { text } from '../../address/address';
import { usePoll } from '../../api/poll';
import { doneOf, queues, type QueueListItem } from '../../api/queues';
import { Notice } from '../../ui/Notice';

const EVERY = 5000;
const MOST = 5;

/** What runs now, and what stands still and needs somebody, above everything else: after a crash this is where people come back to. */
export function Standing() {
  const found = usePoll('queues/standing', async (signal) => {
    const [running, crashed] = await Promise.all(['running', 'crashed'].map((state) => queues.list({ state, limit: MOST }, signal)));
    return [...(crashed?.items ?? []), ...(running?.items ?? [])];
  }, EVERY);
  return <>{(found.data ?? []).map((queue) => <Line key={queue.id} queue={queue} />)}</>;
}

function Line({ queue }: { queue: QueueListItem }) {
  const link = <a href={text('queue', [queue.id])}>{queue.name}</a>;
  const progress = `${doneOf(queue.counters)} of ${queue.counters.total}`;
  return queue.state === 'crashed'
    ? <Notice kind="warning">{link} crashed at {progress}. Open it to read what to do and to resume it.</Notice>
    : <Notice>{link} is running: {progress}.</Notice>;
}
