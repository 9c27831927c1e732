import { go } from '../../../address/address';
import { plans } from '../../../api/plans';
import { usePoll } from '../../../api/poll';
import { isSearching, studies } from '../../../api/studies';
import { useAsk } from '../../../ui/ask';
import { Button } from '../../../ui/Button';
import { Loaded } from '../../../ui/Loaded';
import { attempt } from '../../../ui/toasts';
import { StudyDetails } from './StudyDetails';

const EVERY = 2000;

/** One search. */
export function StudyView({ id }: { id: string }) {
  const study = usePoll(id, (signal) => studies.get(id, signal), (one) => (isSearching(one.status) ? EVERY : 0));
  const { ask, dialog } = useAsk();
  const cancel = () => ask({
    title: 'Cancel this search?',
    text: 'Trials that run are ended, and no preset comes of it. What it tried so far stays to be looked at.',
    verb: 'Cancel the search',
    danger: true,
    run: async () => {
      await studies.cancel(id);
      await study.refresh();
    },
  });
  const publish = () => attempt(async () => go('presets', ['plans', (await plans.fromStudy(id)).plan_id]));
  return (
    <Loaded of={study} what="the search">
      {(found) => (
        <>
          <div class="spread">
            <h2 class="presets-name">Search {id}</h2>
            <div class="buttons">
              {found.status === 'completed' && (
                <Button onPress={publish} title="Judges the winner on the held-out part and saves it as the next version of its preset.">Make a preset of the winner</Button>
              )}
              {isSearching(found.status) && (
                <Button look="danger" onPress={cancel} disabled={found.cancel_asked !== null}>{found.cancel_asked ? 'Being cancelled' : 'Cancel'}</Button>
              )}
            </div>
          </div>
          <StudyDetails study={found} />
          {dialog}
        </>
      )}
    </Loaded>
  );
}
