import { text } from '../../../address/address';
import type { RunDocument } from '../../../api/runs';
import { bytes, whole } from '../../../format/numbers';
import { duration, second } from '../../../format/times';
import { CostFacts } from '../../../ui/CostFacts';
import { Facts } from '../../../ui/Facts';
import { Empty } from '../../../ui/Notice';
import { Tally } from '../../../ui/Tally';
import { Kept, Tags } from '../list/runColumns';
import { Recipe } from './Recipe';
import type { PartProps } from './RunView';

export function Overview({ run }: PartProps) {
  const { score, cost } = run;
  return (
    <div class="stack">
      <section class="panel" aria-labelledby="history-summary">
        <h3 id="history-summary">Summary</h3>
        <Facts of={[
          ['Run', <code>{run.id}</code>],
          ['Model', run.model_type],
          ['Market', `${run.symbol} ${run.timeframe}`],
          ['Created', second(run.created)],
          ['Finished', run.finished && second(run.finished)],
          ['Kept', <Kept kept={run.kept} />],
          ['Best of regimes', run.regimes.join(', ')],
          ['Tags', <Tags of={run.tags} />],
          ['Queue', run.queue_id && <a href={text('history', [], { queue: run.queue_id })}>the runs of its queue</a>],
          ['Out of the history since', run.deleted && second(run.deleted)],
          ['In short', run.verdict?.log_line],
        ]}
        />
      </section>
      {(score || cost) && (
        <section class="panel" aria-labelledby="history-cost">
          <h3 id="history-cost">What it took</h3>
          {score && (
            <Tally of={[
              ['training, of all models it uses', duration(score.training_seconds)],
              ['backtests', duration(score.backtest_seconds)],
              ['of its own models', bytes(score.model_bytes)],
              ...(cost ? [] : [['calls to storage', whole(score.storage_transactions)] as const]),
            ]}
            />
          )}
          {cost && <CostFacts cost={cost} />}
          {score && score.notes.length > 0 && <ul class="history-list">{score.notes.map((note) => <li key={note}>{note}</li>)}</ul>}
        </section>
      )}
      {run.recipe ? <Recipe of={run.recipe} configuration={run.configuration_hash} /> : <Empty><NotPlanned run={run} /></Empty>}
    </div>
  );
}

function NotPlanned({ run }: { run: RunDocument }) {
  return <p>{run.status === 'running' ? 'It is being planned; its recipe comes next.' : 'It ended before it was planned, so there is no recipe.'}</p>;
}
