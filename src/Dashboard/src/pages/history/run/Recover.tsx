import { useEffect, useRef } from 'preact/hooks';
import { usePoll } from '../../../api/poll';
import { runDetail, type Recovery, type RecoveryStatus } from '../../../api/runDetail';
import { count } from '../../../format/numbers';
import { ago } from '../../../format/times';
import { Button } from '../../../ui/Button';
import { Loaded } from '../../../ui/Loaded';
import { Notice } from '../../../ui/Notice';
import { Progress } from '../../../ui/Progress';
import { attempt } from '../../../ui/toasts';
import { RecoveryOutcome } from './RecoveryOutcome';

const WORDS: Record<Recovery, { title: string; text: string; verb: string }> = {
  reproduce: {
    title: 'Reproduce', verb: 'Reproduce',
    text: 'Trains the run once more and compares: metrics and hashes must be equal. Nothing that is stored changes.',
  },
  restore: {
    title: 'Restore the model', verb: 'Restore',
    text: 'Trains a deleted model again from its recipe, and keeps it where the hashes come out as they were. It holds no regime for that.',
  },
};

interface Props {
  kind: Recovery;
  id: string;
  /** Why it cannot be done now. */
  why: string | undefined;
  onCompleted?: () => Promise<void>;
}

/** Has a run trained again and tells how that went; it goes on when the page is closed. */
export function Recover({ kind, id, why, onCompleted }: Props) {
  const { title, text, verb } = WORDS[kind];
  const status = usePoll(`${kind} ${id}`, (signal) => runDetail.recovery(kind, id, signal), (found) => (found?.state === 'running' ? 1000 : 0));
  const running = status.data?.state === 'running';
  // What is seen to run, or was started here, will have changed the run when it ends; what ended before this page was opened has not.
  const awaited = useRef(false);
  useEffect(() => {
    if (running) awaited.current = true;
    else if (awaited.current && status.data) {
      awaited.current = false;
      void onCompleted?.();
    }
  }, [status.data]);
  const start = () => attempt(async () => {
    await runDetail.recover(kind, id);
    awaited.current = true;
    await status.refresh();
  });
  const off = why ?? (running ? 'It is running.' : undefined);
  return (
    <section class="panel" aria-label={title}>
      <h3>{title}</h3>
      <p>{text}</p>
      {why && <p class="soft">{why}</p>}
      <div class="buttons"><Button look="main" disabled={off !== undefined} title={off} onPress={start}>{verb}</Button></div>
      <Loaded of={status} what="how it went">{(found) => found && <Status of={found} />}</Loaded>
    </section>
  );
}

function Status({ of }: { of: RecoveryStatus }) {
  if (of.state === 'running') {
    return of.folds === 0 ? <p role="status">Planning …</p> : <Progress done={of.done} total={of.folds} unit="fold" label="Folds trained again" />;
  }
  if (of.report) return <RecoveryOutcome of={of.report} started={of.started} />;
  return <Notice kind="error" title={`It failed, ${ago(of.started)}.`}>{of.error ?? `It is ${of.state} and has said nothing of ${count(of.folds, 'fold')}.`}</Notice>;
}
