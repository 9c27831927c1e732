import { change } from '../../address/address';
import { candles, type CandleResults, type CandleRun } from '../../api/candles';
import type { Polled } from '../../api/poll';
import { minute, unixOf } from '../../format/times';
import { Badge } from '../../ui/Badge';
import { Button } from '../../ui/Button';
import { Loaded } from '../../ui/Loaded';
import { Notice } from '../../ui/Notice';
import { attempt } from '../../ui/toasts';
import { candleText } from './draft';
import { Results } from './Results';
import { RunProgress } from './RunProgress';
import type { View } from './view';

interface Props {
  run: Polled<CandleRun>;
  results: Polled<CandleResults>;
  view: View;
  onCancel: (id: string) => void;
  onDelete: (id: string) => void;
  /** Draws what its model says on the chart. */
  onLoad: () => void;
  /** Its model is the live one of the market now. */
  onUsed: () => void;
  /** Opens the dialog with the recipe of this run. */
  onAgain: (run: CandleRun) => void;
}

/** The run that is open: how far it is, or what has come of it. */
export function RunPanel({ run, results, view, ...actions }: Props) {
  return (
    <section class="panel" aria-label="Run">
      <Loaded of={run} what="the run">
        {(data) => (
          <>
            <div class="spread">
              <h2>{data.symbol} {data.timeframe} from the candle {candleText(unixOf(data.candle_date))}</h2>
              <Badge state={data.status} />
            </div>
            <p class="soft">Run {data.run_id}, started {minute(data.started)}</p>
            <Actions run={data} view={view} {...actions} />
            {data.status === 'started' && <RunProgress run={data} />}
            {data.status === 'failed' && <Notice kind="error" title="The training failed.">{data.error ?? 'It gave no reason.'}</Notice>}
            {data.status === 'cancelled' && <Notice kind="warning">The run was cancelled. It has no results.</Notice>}
            {data.status === 'completed' && <Loaded of={results} what="the results">{(found) => <Results results={found} />}</Loaded>}
          </>
        )}
      </Loaded>
    </section>
  );
}

function Actions({ run, view, onCancel, onDelete, onLoad, onUsed, onAgain }: { run: CandleRun } & Omit<Props, 'run' | 'results'>) {
  const ended = run.status !== 'started';
  const completed = run.status === 'completed';
  const use = async () => {
    const said = `The model of run ${run.run_id} is the live one of ${run.symbol} ${run.timeframe} now. ./st models rollback undoes it.`;
    if (await attempt(() => candles.use(run.run_id), said)) onUsed();
  };
  return (
    <div class="buttons">
      {completed && (view.bars === null
        ? <Button look="main" onPress={onLoad}>Load this model</Button>
        : <Button onPress={() => change({ predictions: null })}>Take the model off the chart</Button>)}
      {completed && <Button onPress={use} title="Forecasts of this market come from it from now on">Use as the live model</Button>}
      {run.batch_id !== null && <Button onPress={() => change({ run: null, batch: run.batch_id, predictions: null })}>Its batch</Button>}
      <Button onPress={() => onAgain(run)}>Train again …</Button>
      {ended ? <Button look="danger" onPress={() => onDelete(run.run_id)}>Delete …</Button> : <Button look="danger" onPress={() => onCancel(run.run_id)}>Cancel …</Button>}
      <Button look="quiet" onPress={() => change({ run: null, predictions: null })}>Close</Button>
    </div>
  );
}
