import { isOver, type Queue } from '../../../api/queues';
import { CostFacts } from '../../../ui/CostFacts';
import { EstimateFacts } from '../EstimateFacts';

/** What a queue would take, beside what it has cost so far. */
export function QueueCost({ queue: { estimate, cost, cost_note: note, state } }: { queue: Queue }) {
  const over = isOver(state);
  return (
    <div class="columns">
      {estimate && !over && (
        <section class="stack" aria-labelledby="queue-estimate">
          <h3 id="queue-estimate">Estimate, from past trainings</h3>
          <EstimateFacts estimate={estimate} />
        </section>
      )}
      {cost !== undefined && (
        <section class="stack" aria-labelledby="queue-cost">
          <h3 id="queue-cost">{over ? 'Cost' : 'Cost so far'}</h3>
          {cost ? <CostFacts cost={cost} /> : <p class="soft">{over ? 'None of its runs has a score.' : 'None of its runs has a score yet.'}</p>}
          {cost && note && <p class="soft">{note}</p>}
        </section>
      )}
    </div>
  );
}
