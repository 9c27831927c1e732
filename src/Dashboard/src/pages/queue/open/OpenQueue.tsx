import { usePoll } from '../../../api/poll';
import { isOver, queues, type Queue } from '../../../api/queues';
import { Loaded } from '../../../ui/Loaded';
import { Checkpoints } from './Checkpoints';
import { CrashBanner } from './CrashBanner';
import { ItemTable } from './ItemTable';
import { LogPane } from './LogPane';
import { QueueDetails } from './QueueDetails';
import { QueueHead } from './QueueHead';
import { QueueProgress } from './QueueProgress';

const EVERY = 1500;

/** One queue: how far it is, what it says, what may be done with it. */
export function OpenQueue({ id }: { id: string }) {
  const found = usePoll(`queues/${id}`, (signal) => queues.get(id, signal), pace);
  return (
    <>
      <p><a href="#/queue">All queues and a new one</a></p>
      <Loaded of={found} what="the queue">
        {(queue) => (
          <>
            {queue.state === 'crashed' && <CrashBanner queue={queue} onChange={found.refresh} />}
            <section class="panel" aria-labelledby="queue-name">
              <QueueHead queue={queue} onChange={found.refresh} />
              <QueueProgress queue={queue} />
              {(queue.state === 'paused' || queue.state === 'crashed') && <Checkpoints queue={queue} onChange={found.refresh} />}
            </section>
            <LogPane id={id} moves={moves(queue)} />
            <ItemTable id={id} moves={moves(queue)} />
            <QueueDetails queue={queue} />
          </>
        )}
      </Loaded>
    </>
  );
}

function moves(queue: Queue): boolean {
  return queue.state === 'running' || (queue.state === 'pending' && queue.attempt > 0);
}

/** One that stands still is looked at as well: somebody else may let it go on, from a terminal for example. */
function pace(queue: Queue): number {
  return isOver(queue.state) ? 0 : EVERY;
}
