import { change } from '../../../address/address';
import { useAnswer } from '../../../api/poll';
import { runDetail, type LearnedFold } from '../../../api/runDetail';
import { SelectField } from '../../../ui/Field';
import { Loaded } from '../../../ui/Loaded';
import { Empty } from '../../../ui/Notice';
import { Importance } from './Importance';
import { LearningCurves } from './LearningCurves';
import type { PartProps } from './RunView';

/** How the models learned, and on which inputs their forecasts rest. */
export function LearningPart({ run, query }: PartProps) {
  const horizons = (run.models ?? []).map((model) => String(model.horizon));
  const horizon = query['horizon'];
  const learned = useAnswer(`${run.id} ${run.status} ${horizon ?? ''}`, (signal) => runDetail.learning(run.id, horizon, signal));
  const own = horizons.at(-1) ?? '';
  const choose = (chosen: string) => change({ horizon: chosen === own ? null : chosen });
  return (
    <div class="stack">
      {horizons.length > 1 && (
        <div class="row">
          <SelectField label="Horizon, bars ahead" value={horizon ?? own} choices={horizons} onChange={choose} />
        </div>
      )}
      <Loaded of={learned} what="how its models learned">
        {({ folds, reason }) => reason !== null ? <Empty>{reason}</Empty> : (
          <>
            <LearningCurves folds={folds} chosen={query['curve']} />
            <Importance folds={folds} chosen={query['fold']} />
            <Missing folds={folds} />
          </>
        )}
      </Loaded>
    </div>
  );
}

function Missing({ folds }: { folds: readonly LearnedFold[] }) {
  const missing = folds.filter((fold) => fold.reason);
  if (missing.length === 0) return null;
  return <ul class="soft history-list">{missing.map((fold) => <li key={fold.number}>{`Fold ${fold.number}: ${fold.reason}`}</li>)}</ul>;
}
