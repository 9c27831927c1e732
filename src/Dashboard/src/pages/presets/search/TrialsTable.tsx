import { usePages } from '../../../address/usePages';
import { usePoll } from '../../../api/poll';
import { isSearching, studies, type Study, type Trial } from '../../../api/studies';
import { duration } from '../../../format/times';
import { shown } from '../../../format/words';
import { Badge } from '../../../ui/Badge';
import { Loaded } from '../../../ui/Loaded';
import { Pager } from '../../../ui/Pager';
import { Table, type Column } from '../../../ui/Table';
import { metric, phaseName } from '../words';
import { axesOf, spaceOf } from './trials';

const PAGE = 25;
const EVERY = 3000;

/** Every trial with what it tried. */
export function TrialsTable({ study }: { study: Study }) {
  const pages = usePages('trials');
  const after = pages.continuation;
  const live = isSearching(study.status);
  const page = usePoll(`trials ${study.study_id} ${after ?? ''}`, (signal) => studies.trials(study.study_id, { limit: PAGE, continuation: after }, signal), live ? EVERY : 0);
  const parameters = axesOf(spaceOf(study.spec.space)).map((axis): Column<Trial> => ({
    key: axis.name, title: axis.name, figure: true, cell: (trial) => shown(trial.hyper_parameters[axis.name]),
  }));
  return (
    <section class="stack" aria-label="Trials">
      <h3>Trials</h3>
      <Loaded of={page} what="the trials">
        {({ items, continuation }) => (
          <>
            <Table
              caption="Trials of the search" rows={items} rowKey={(trial) => String(trial.number)} empty="No trial has begun yet."
              columns={[
                { key: 'number', title: 'Trial', figure: true, cell: (trial) => trial.number },
                { key: 'phase', title: 'Phase', cell: (trial) => <span class="nowrap">{phaseName(trial.phase)}</span> },
                { key: 'state', title: 'State', cell: (trial) => <span title={trial.reason ?? undefined}><Badge state={trial.state} /></span> },
                { key: 'value', title: study.objective, figure: true, cell: (trial) => metric(trial.value) },
                { key: 'folds', title: 'Folds', figure: true, cell: (trial) => trial.steps.length },
                { key: 'seconds', title: 'Took', figure: true, cell: (trial) => <span class="nowrap">{duration(trial.seconds)}</span> },
                { key: 'seed', title: 'Seed', figure: true, cell: (trial) => trial.seed },
                ...parameters,
              ]}
            />
            <Pager of={pages} next={continuation} />
          </>
        )}
      </Loaded>
    </section>
  );
}
