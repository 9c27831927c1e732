import { queues, type Queue } from '../../../api/queues';
import { Button } from '../../../ui/Button';
import { Notice } from '../../../ui/Notice';
import { attempt, done } from '../../../ui/toasts';

/** What happened to a crashed queue, what the server recommends, and the button to go on. */
export function CrashBanner({ queue, onChange }: { queue: Queue; onChange: () => Promise<void> }) {
  const resume = () => attempt(async () => {
    done((await queues.wish(queue.id, 'resume')).message);
    await onChange();
  });
  return (
    <Notice kind="warning" title="This queue crashed.">
      <p>{[queue.reason, queue.recommendation?.text].filter(Boolean).join('. ')}</p>
      <p>Nothing is lost: what was trained and decided is found again. Resume goes on where it stood; a checkpoint to go on from can be chosen below.</p>
      <div class="buttons"><Button look="main" onPress={resume}>Resume</Button></div>
    </Notice>
  );
}
