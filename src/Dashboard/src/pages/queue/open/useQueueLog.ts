import { useRef } from 'preact/hooks';
import { usePoll, type Polled } from '../../../api/poll';
import { queues } from '../../../api/queues';
import { appended, cursorOf, NO_LINES, type KeptLines } from './logLines';

const EVERY = 1500;
const LIMIT = 1000;
const SOON = 50;

/** The log of a queue, followed from line to line. When the queue comes to stand still it is read once more: its last words come with its last state. */
export function useQueueLog(id: string, moves: boolean): { log: KeptLines; polled: Polled<{ more: boolean }> } {
  const kept = useRef(NO_LINES);
  const polled = usePoll(
    `queues/${id}/log/${moves}`,
    async (signal) => {
      const fresh = await queues.log(id, cursorOf(kept.current), LIMIT, signal);
      // An answer to a question that was given up must not be taken: another one for the same lines is under way.
      if (!signal.aborted) kept.current = appended(kept.current, fresh);
      return { more: fresh.length === LIMIT };
    },
    ({ more }) => (more ? SOON : moves ? EVERY : 0),
  );
  return { log: kept.current, polled };
}
