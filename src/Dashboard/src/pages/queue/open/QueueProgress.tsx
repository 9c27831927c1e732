import { doneOf, isOver, type Queue } from '../../../api/queues';
import { decimals, NOTHING, whole } from '../../../format/numbers';
import { duration } from '../../../format/times';
import { Progress } from '../../../ui/Progress';
import { Tally } from '../../../ui/Tally';

/** How far a queue is, in figures; what the server does not know yet is a dash. */
export function QueueProgress({ queue }: { queue: Queue }) {
  const { total, completed, kept, failed, skipped } = queue.counters;
  const done = doneOf(queue.counters);
  const deletes = queue.rules?.selection.delete_non_best_models ?? true;
  const figures: readonly (readonly [string, string])[] = [
    ['completed', whole(completed)],
    ['kept', whole(kept)],
    [deletes ? 'deleted' : 'not kept', whole(completed - kept)],
    ['failed', whole(failed)],
    ['skipped', whole(skipped)],
    ...(isOver(queue.state) ? [] : paceOf(queue, done)),
  ];
  return (
    <>
      <Progress done={done} total={total} unit="model" label={`Progress of ${queue.name}`} />
      <Tally of={figures} />
      {queue.running.length > 0 && (
        <div>
          <h3>Training now</h3>
          <ul class="queue-running">{queue.running.map((line) => <li key={line}>{line}</li>)}</ul>
        </div>
      )}
    </>
  );
}

function paceOf({ state, counters, rate_per_hour: rate, seconds_left: left }: Queue, done: number): (readonly [string, string])[] {
  return [
    ['current index', state === 'running' && done < counters.total ? whole(done + 1) : NOTHING],
    ['models an hour', rate !== null && rate < 10 ? decimals(rate, 1) : whole(rate)],
    ['time left', left === null ? NOTHING : `about ${duration(left)}`],
  ];
}
