import { useState } from 'preact/hooks';
import { useAnswer } from '../../../api/poll';
import { queues, type Queue } from '../../../api/queues';
import { ago, second } from '../../../format/times';
import { Button } from '../../../ui/Button';
import { SelectField } from '../../../ui/Field';
import { Loaded } from '../../../ui/Loaded';
import { attempt, done } from '../../../ui/toasts';

/** The places that a queue can go on from. */
export function Checkpoints({ queue, onChange }: { queue: Queue; onChange: () => Promise<void> }) {
  const found = useAnswer(`queues/${queue.id}/checkpoints/${queue.since}`, (signal) => queues.checkpoints(queue.id, signal));
  const [chosen, choose] = useState('');
  const resume = () => attempt(async () => {
    done((await queues.wish(queue.id, 'resume', chosen)).message);
    await onChange();
  });
  return (
    <Loaded of={found} what="the checkpoints">
      {(checkpoints) => (checkpoints.length === 0 ? <p class="soft">It has no checkpoint yet. Resume goes on where it stands.</p> : (
        <div class="row">
          <SelectField
            label="Checkpoint" value={chosen} onChange={choose}
            choices={[{ value: '', text: 'Choose one to go on from' }, ...checkpoints.map((one) => ({ value: one.name, text: `${second(one.at)} (${ago(one.at)})` }))]}
          />
          <Button disabled={chosen === ''} title={chosen === '' ? 'Choose a checkpoint first' : undefined} onPress={resume}>Resume from the checkpoint</Button>
        </div>
      ))}
    </Loaded>
  );
}
