import { queues, type Queue, type Wish } from '../../../api/queues';
import { useAsk } from '../../../ui/ask';
import { Badge } from '../../../ui/Badge';
import { Button } from '../../../ui/Button';
import { attempt, done } from '../../../ui/toasts';

interface Props {
  queue: Queue;
  onChange: () => Promise<void>;
}

/** Which wish a state takes; the server refuses what came too late. */
const WISHES: Record<Queue['state'], readonly Wish[]> = {
  pending: ['start', 'cancel'],
  running: ['pause', 'cancel'],
  paused: ['resume', 'cancel'],
  crashed: ['cancel'],
  completed: [],
  cancelled: [],
};

const NAMES: Record<Wish, string> = { start: 'Start', pause: 'Pause', resume: 'Resume', cancel: 'Cancel' };

export function QueueHead({ queue, onChange }: Props) {
  const { ask, dialog } = useAsk();
  const send = async (wish: Wish) => {
    const { message } = await queues.wish(queue.id, wish);
    done(message);
    await onChange();
  };
  const cancel = () => ask({
    title: `Cancel ${queue.name}?`,
    text: 'The models that run are finished first. What was trained and decided stays; the rest is not trained. '
      + 'A cancelled queue cannot go on: create it again, and what is trained already is skipped.',
    verb: 'Cancel the queue',
    danger: true,
    run: () => send('cancel'),
  });
  return (
    <>
      <div class="spread">
        <div class="row middle">
          <h2 id="queue-name">{queue.name}</h2>
          <Badge state={queue.state} />
        </div>
        <div class="buttons">
          {WISHES[queue.state].map((wish) => (wish === 'cancel'
            ? <Button key={wish} look="danger" onPress={cancel}>Cancel</Button>
            : <Button key={wish} look={lookOf(wish, queue)} onPress={() => attempt(() => send(wish))}>{NAMES[wish]}</Button>))}
        </div>
      </div>
      {queue.reason && queue.state !== 'crashed' && <p role="status">{queue.reason}</p>}
      {dialog}
    </>
  );
}

/** One that was started waits for its turn: to press again is no use, unless its orchestration has ended. */
function lookOf(wish: Wish, queue: Queue): 'main' | 'plain' {
  return wish === 'pause' || (wish === 'start' && queue.attempt > 0) ? 'plain' : 'main';
}
