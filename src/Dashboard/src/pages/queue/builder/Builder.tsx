import { useState } from 'preact/hooks';
import { change, go, type AddressQuery } from '../../../address/address';
import type { MarketBars } from '../../../api/bars';
import { faultsOf } from '../../../api/faults';
import { grids, type GridSource } from '../../../api/grids';
import { queues } from '../../../api/queues';
import { Button } from '../../../ui/Button';
import { Failure } from '../../../ui/Notice';
import { SubTabs } from '../../../ui/SubTabs';
import { attempt } from '../../../ui/toasts';
import { firstDraft, gridOf, MODES, modeOf } from './draft';
import { useDraft } from './draftStore';
import { fieldsOf } from './fields';
import { GridForm } from './GridForm';
import { PresetChoice } from './PresetChoice';
import { PreviewPanel } from './PreviewPanel';
import { TextForm } from './TextForm';
import { usePreview } from './usePreview';

interface Props {
  markets: readonly MarketBars[];
  query: AddressQuery;
}

/** A grid as a form or as text, with what it comes to beside it while it is typed. */
export function Builder({ markets, query }: Props) {
  const mode = modeOf(query['form']);
  const [draft, put] = useDraft(() => firstDraft(markets));
  const [failure, setFailure] = useState<unknown>();
  const source: GridSource = mode === 'text' ? { text: draft.text } : { grid: gridOf(draft, mode) };
  const previewed = usePreview(source);
  const words = faultsOf(previewed.error, mode === 'text' ? [] : fieldsOf(draft.models.length));

  const create = async (start: boolean) => {
    setFailure(undefined);
    try {
      const queue = await grids.create(source);
      // Opened even if it cannot be started: it is there, and its page has the button.
      if (start) await attempt(() => queues.wish(queue.id, 'start'));
      go('queue', [queue.id]);
    } catch (error) {
      setFailure(error);
    }
  };

  return (
    <div class="stack">
      <SubTabs label="Way to say what to train" tabs={MODES} active={mode} onChange={(id) => change({ form: id })} />
      <div class="queue-builder">
        <div class="stack">
          {mode === 'text'
            ? <TextForm text={draft.text} onChange={(text) => put({ text })} />
            : (
              <>
                <PresetChoice draft={draft} wanted={query['preset']} onFill={put} />
                <GridForm single={mode === 'single'} draft={draft} put={put} markets={markets} words={words} />
              </>
            )}
        </div>
        <aside class="stack queue-preview" aria-label="What it comes to">
          <PreviewPanel previewed={previewed} elsewhere={words.elsewhere} empty={mode === 'text' && draft.text.trim() === ''} />
          <Failure error={failure} title="The queue was not created." />
          <div class="buttons">
            <Button look="main" disabled={previewed.preview === undefined} title={whyNot(previewed.preview)} onPress={() => create(true)}>Create and start</Button>
            <Button disabled={previewed.preview === undefined} title={whyNot(previewed.preview)} onPress={() => create(false)}>Create only</Button>
          </div>
        </aside>
      </div>
    </div>
  );
}

function whyNot(preview: unknown): string | undefined {
  return preview === undefined ? 'What is to be trained is not right or not counted yet' : undefined;
}
