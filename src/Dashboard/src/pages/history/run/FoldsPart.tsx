import { change } from '../../../address/address';
import { SelectField } from '../../../ui/Field';
import { Empty } from '../../../ui/Notice';
import { FoldTable } from './FoldTable';
import { MetricsTable } from './MetricsTable';
import type { PartProps } from './RunView';

/** The folds of one horizon, and what their metrics come to. */
export function FoldsPart({ run, query }: PartProps) {
  const models = run.models ?? [];
  const own = models.at(-1);
  const model = models.find((one) => String(one.horizon) === query['horizon']) ?? own;
  if (!model || !own) return <Empty>No fold of this run was planned{run.status === 'running' ? ' yet' : ''}.</Empty>;
  const choices = models.map(({ horizon }) => ({ value: String(horizon), text: horizon === own.horizon ? `${horizon}, the run's own` : String(horizon) }));
  const choose = (horizon: string) => change({ horizon: horizon === String(own.horizon) ? null : horizon });
  const ageing = model.folds.filter((fold) => !fold.is_average);
  return (
    <div class="stack">
      {run.score && <MetricsTable score={run.score} />}
      {models.length > 1 && (
        <div class="row">
          <SelectField label="Horizon of the folds, bars ahead" value={String(model.horizon)} choices={choices} onChange={choose} />
        </div>
      )}
      <section class="panel" aria-labelledby="history-average">
        <h3 id="history-average">Folds of the average</h3>
        <FoldTable caption="Folds of the average" folds={model.folds.filter((fold) => fold.is_average)} />
      </section>
      {ageing.length > 0 && (
        <section class="panel" aria-labelledby="history-staleness">
          <h3 id="history-staleness">Staleness: folds that say how the model ages</h3>
          <p class="soft">Tested on later months than those right after the training. They are not part of the average: the same months counted twice would flatter.</p>
          <FoldTable caption="Folds that say how the model ages" folds={ageing} />
        </section>
      )}
    </div>
  );
}
