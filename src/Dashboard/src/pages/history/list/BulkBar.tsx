import { useState } from 'preact/hooks';
import { runs, type RunActionsAnswer } from '../../../api/runs';
import { count } from '../../../format/numbers';
import { useAsk } from '../../../ui/ask';
import { Button } from '../../../ui/Button';
import { attempt } from '../../../ui/toasts';
import { TagDialog } from './TagDialog';

interface Props {
  chosen: ReadonlySet<string>;
  /** How many of them are on other pages of the list. */
  elsewhere: number;
  /** Whether those are shown that were taken out of the history. */
  deleted: boolean;
  onDone: (answer: RunActionsAnswer) => Promise<void>;
  onClear: () => void;
}

/** What can be done to the chosen runs. */
export function BulkBar({ chosen, elsewhere, deleted, onDone, onClear }: Props) {
  const { ask, dialog } = useAsk();
  const [tagging, setTagging] = useState<'tag' | 'untag' | null>(null);
  const ids = [...chosen];
  const many = count(ids.length, 'run');
  const unused = ids.length === 0 ? { disabled: true, title: 'Choose runs in the table first.' } : {};
  const takeOut = () => ask({
    title: `Take ${many} out of the history?`,
    text: 'They leave every list but that of "Taken out"; nothing of them is lost, and they can be brought back from there. A run that holds a regime stays.',
    verb: `Take ${many} out`,
    danger: true,
    run: async () => onDone(await runs.act('delete', ids)),
  });
  const bringBack = () => attempt(async () => onDone(await runs.act('restore', ids)));
  return (
    <div class="row middle" role="group" aria-label="With the chosen runs">
      <span>{ids.length === 0 ? 'No run chosen' : `${many} chosen${elsewhere > 0 ? `, ${elsewhere} on other pages` : ''}`}</span>
      {deleted
        ? <Button {...unused} onPress={bringBack}>Bring back</Button>
        : <Button {...unused} look="danger" onPress={takeOut}>Take out …</Button>}
      <Button {...unused} onPress={() => setTagging('tag')}>Tag …</Button>
      <Button {...unused} onPress={() => setTagging('untag')}>Untag …</Button>
      {ids.length > 0 && <Button look="quiet" onPress={onClear}>Choose none</Button>}
      {dialog}
      {tagging && <TagDialog action={tagging} ids={ids} onDone={onDone} onClose={() => setTagging(null)} />}
    </div>
  );
}
