import { useState } from 'preact/hooks';
import { faultOf } from '../../../api/faults';
import { runs, type RunActionsAnswer } from '../../../api/runs';
import { count } from '../../../format/numbers';
import { Button } from '../../../ui/Button';
import { Dialog } from '../../../ui/Dialog';
import { Form, TextField } from '../../../ui/Field';
import { Failure } from '../../../ui/Notice';
import { tagsOf } from './tags';

interface Props {
  action: 'tag' | 'untag';
  ids: readonly string[];
  onDone: (answer: RunActionsAnswer) => Promise<void>;
  onClose: () => void;
}

/** Asks which tags; what is wrong with one stands beside the field. */
export function TagDialog({ action, ids, onDone, onClose }: Props) {
  const [text, setText] = useState('');
  const [error, setError] = useState<unknown>();
  const send = async () => {
    try {
      const answer = await runs.act(action, ids, tagsOf(text));
      onClose();
      await onDone(answer);
    } catch (problem) {
      setError(problem);
    }
  };
  const wrong = faultOf(error, 'tags');
  const many = count(ids.length, 'run');
  return (
    <Dialog title={action === 'tag' ? `Tag ${many}` : `Take tags from ${many}`} onClose={onClose}>
      <Form class="stack" onSend={send}>
        <TextField
          label="Tags" value={text} onChange={setText} hint="Several with blanks between, as in: march candidate"
          error={wrong}
        />
        {!wrong && <Failure error={error} />}
        <div class="buttons">
          <Button onPress={onClose}>Leave as it is</Button>
          <Button type="submit" look="main">{action === 'tag' ? 'Tag' : 'Take away'}</Button>
        </div>
      </Form>
    </Dialog>
  );
}
