import { text } from '../../../address/address';
import type { EntryStatus, PlanEntry } from '../../../api/plans';
import { usePoll } from '../../../api/poll';
import { isSearching, studies } from '../../../api/studies';
import { Badge } from '../../../ui/Badge';
import { Notice } from '../../../ui/Notice';
import { Progress } from '../../../ui/Progress';
import { PresetLink } from '../PresetLink';
import { PhaseStrip } from '../search/PhaseStrip';
import { TrialTally } from '../search/TrialTally';
import { HeldOutLines } from './HeldOutLines';

const EVERY = 1000;
const UNFINISHED: readonly EntryStatus[] = ['failed', 'cancelled'];

/** A preset of a plan: how far its search is, and what came of it. */
export function EntryPanel({ entry, of }: { entry: PlanEntry; of: number }) {
  const { study, held_out: heldOut, reason } = entry;
  const candidate = entry.status === 'published' && heldOut?.beats_defaults === false;
  return (
    <section class="panel" aria-label={entry.preset}>
      <div class="spread">
        <div class="row middle">
          <h3 class="presets-name">{`${entry.number} of ${of}: `}{entry.version === null ? entry.preset : <PresetLink name={entry.preset} />}</h3>
          <Badge state={candidate ? 'candidate' : entry.status} />
        </div>
        {entry.study_id && <a href={text('presets', ['studies', entry.study_id])}>Its search, trial by trial</a>}
      </div>
      {entry.version !== null && <p>{candidate ? 'Kept, a candidate,' : 'Published'} as version {entry.version}.</p>}
      {reason && <Notice kind={entry.status === 'failed' ? 'error' : 'info'}>{reason}</Notice>}
      {entry.study_id && study && <LiveSearch id={entry.study_id} entry={entry} told={study} />}
      {entry.status === 'judging' && <p role="status">The winner and the library's defaults are trained for the held-out report.</p>}
      {heldOut && <Notice kind={heldOut.beats_defaults ? 'good' : 'info'}>{heldOut.verdict}</Notice>}
      {entry.lines && entry.lines.length > 0 && <HeldOutLines lines={entry.lines} objective={entry.objective} />}
    </section>
  );
}

/** The plan tells how many trials are done; how they ended is known to the search, which is a little ahead of the plan. */
function LiveSearch({ id, entry, told }: { id: string; entry: PlanEntry; told: NonNullable<PlanEntry['study']> }) {
  const { data: study } = usePoll(id, (signal) => studies.get(id, signal), (one) => (isSearching(one.status) ? EVERY : 0));
  const searching = entry.status === 'searching';
  const { done, planned } = study?.trials ?? told;
  return (
    <>
      <PhaseStrip phase={study?.phase ?? told.phase} last={entry.phases} state={searching ? 'running' : UNFINISHED.includes(entry.status) ? 'ended' : 'completed'} />
      {searching && <Progress done={done} total={planned} unit="trial" label={`Trials of ${entry.preset}`} />}
      {study && <TrialTally study={study} />}
    </>
  );
}
