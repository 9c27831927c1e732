import { usePoll } from '../../../api/poll';
import { isSearching, studies, type Study, type Trial } from '../../../api/studies';
import { count } from '../../../format/numbers';
import { duration } from '../../../format/times';
import { Badge } from '../../../ui/Badge';
import { Facts } from '../../../ui/Facts';
import { Notice } from '../../../ui/Notice';
import { Progress } from '../../../ui/Progress';
import { metric } from '../words';
import { BestSoFar } from './BestSoFar';
import { Finalists } from './Finalists';
import { ImportanceChart } from './ImportanceChart';
import { ParallelTrials } from './ParallelTrials';
import { PhaseStrip } from './PhaseStrip';
import { TrialsTable } from './TrialsTable';
import { TrialTally } from './TrialTally';

const MOST_DRAWN = 1000;
const EVERY = 3000;
const NONE: readonly Trial[] = [];

/** What a search tried and found; while it runs the drawings grow. */
export function StudyDetails({ study }: { study: Study }) {
  const live = isSearching(study.status);
  const drawn = usePoll(`drawn ${study.study_id}`, (signal) => studies.trials(study.study_id, { limit: MOST_DRAWN }, signal), live ? EVERY : 0);
  const trials = drawn.data?.items ?? NONE;
  return (
    <>
      <section class="panel" aria-label="Search">
        <div class="row middle">
          <h3>{study.symbol} {study.timeframe}, {study.model}</h3>
          <Badge state={study.status} />
        </div>
        {study.reason && <Notice kind={study.status === 'failed' ? 'error' : 'info'}>{study.reason}</Notice>}
        <PhaseStrip phase={study.phase} last={study.spec.phases} state={live ? 'running' : study.status === 'completed' ? 'completed' : 'ended'} />
        {live && <Progress done={study.trials.done} total={study.trials.planned} unit="trial" label="Trials of the search" />}
        <TrialTally study={study} />
        <Facts
          of={[
            ['Features', `${study.spec.feature_system}, encoder ${study.spec.encoder}`],
            ['Horizons', study.spec.horizons.join(', ')],
            ['Folds', `${study.spec.fold_mode}, a window of ${count(study.spec.days, 'day')}`],
            ['Seed', study.spec.seed],
            ['Took', study.seconds === null ? null : duration(study.seconds)],
            ['Winner over seeds', study.outcome && `${study.objective} ${metric(study.outcome.winner.value)}, spread ${metric(study.outcome.winner.spread)}`],
          ]}
        />
      </section>
      {drawn.data?.continuation && <Notice>The drawings show the first {MOST_DRAWN} trials.</Notice>}
      <div class="columns">
        <section class="panel" aria-label="Best so far"><BestSoFar study={study} trials={trials} /></section>
        {study.outcome && <section class="panel" aria-label="Importance"><ImportanceChart shares={study.outcome.importance} /></section>}
      </div>
      <section class="panel" aria-label="Parameters of the trials"><ParallelTrials study={study} trials={trials} /></section>
      <Finalists study={study} />
      <TrialsTable study={study} />
    </>
  );
}
