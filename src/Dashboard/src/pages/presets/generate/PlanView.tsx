import { isMaking, plans, type Plan } from '../../../api/plans';
import { usePoll } from '../../../api/poll';
import { whole } from '../../../format/numbers';
import { duration, minute } from '../../../format/times';
import { useAsk } from '../../../ui/ask';
import { Badge } from '../../../ui/Badge';
import { Button } from '../../../ui/Button';
import { Loaded } from '../../../ui/Loaded';
import { Notice } from '../../../ui/Notice';
import { Tally } from '../../../ui/Tally';
import { EntryPanel } from './EntryPanel';

const EVERY = 1000;

/** A plan with its presets, followed while it runs. It goes on when the page is closed. */
export function PlanView({ id }: { id: string }) {
  const plan = usePoll(id, (signal) => plans.get(id, signal), (one) => (isMaking(one.status) ? EVERY : 0));
  const { ask, dialog } = useAsk();
  const cancel = () => ask({
    title: 'Cancel this plan?',
    text: 'Searches that run are ended, and nothing is published of them. Presets that it has made already stay.',
    verb: 'Cancel the plan',
    danger: true,
    run: async () => {
      await plans.cancel(id);
      await plan.refresh();
    },
  });
  return (
    <Loaded of={plan} what="the plan">
      {(found) => (
        <>
          <div class="spread">
            <div class="row middle"><h2>Plan of {minute(found.created)}</h2><Badge state={found.status} /></div>
            <div class="buttons">
              <a class="button plain" href="#/presets/plans">All plans</a>
              {isMaking(found.status) && <Button look="danger" onPress={cancel}>Cancel</Button>}
            </div>
          </div>
          {found.reason && <Notice kind={found.status === 'failed' ? 'error' : 'info'}>{found.reason}</Notice>}
          <Outcome plan={found} />
          {isMaking(found.status) && <p class="soft">It goes on when this page is closed. In the terminal: <code>./st presets plans watch {id}</code></p>}
          {found.entries.map((entry) => <EntryPanel key={entry.number} entry={entry} of={found.entries.length} />)}
          {dialog}
        </>
      )}
    </Loaded>
  );
}

function Outcome({ plan }: { plan: Plan }) {
  const figures: [string, string][] = [
    [plan.entries.length === 1 ? 'preset' : 'presets', whole(plan.entries.length)],
    ['made', whole(plan.done)],
    ['skipped', whole(plan.skipped)],
    ['failed', whole(plan.failed)],
    ['cancelled', whole(plan.cancelled)],
    [isMaking(plan.status) ? 'so far' : 'taken', duration(plan.elapsed_seconds)],
  ];
  return <Tally of={figures} />;
}
