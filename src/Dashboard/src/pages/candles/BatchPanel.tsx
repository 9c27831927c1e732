import { change } from '../../address/address';
import { candles, type BatchRun, type CandleBatch } from '../../api/candles';
import type { Polled } from '../../api/poll';
import { metricDigits, metricName } from '../../format/metrics';
import { count, decimals } from '../../format/numbers';
import { minute } from '../../format/times';
import { useAsk } from '../../ui/ask';
import { Badge } from '../../ui/Badge';
import { Button } from '../../ui/Button';
import { Loaded } from '../../ui/Loaded';
import { Notice } from '../../ui/Notice';
import { Progress } from '../../ui/Progress';
import { Table, type Column } from '../../ui/Table';
import { cancelRuns } from './cancelRuns';
import { SpreadChart } from './SpreadChart';
import { SpreadTable } from './SpreadTable';
import { Time } from './Time';
import { changes } from './view';

const COMPARED = ['accuracy', 'precision', 'recall', 'f1', 'roc_auc', 'mcc'];
const COLUMNS: readonly Column<BatchRun>[] = [
  { key: 'candle', title: 'Candle', cell: (run) => <Time of={run.candle_date} /> },
  { key: 'status', title: 'Status', cell: (run) => <Badge state={run.status} /> },
  { key: 'threshold', title: 'Threshold', figure: true, cell: (run) => decimals(run.threshold, 4) },
  ...COMPARED.map((name): Column<BatchRun> => ({ key: name, title: metricName(name), figure: true, cell: (run) => metricDigits(name, run.test_metrics?.[name]) })),
  { key: 'error', title: 'Why not', cell: (run) => run.error },
];

/** Runs of one recipe from several candles, beside each other. */
export function BatchPanel({ batch }: { batch: Polled<CandleBatch> }) {
  const { ask, dialog } = useAsk();
  const onCancel = (open: readonly BatchRun[]) => ask({
    title: 'Cancel the rest of this batch?', verb: `Cancel ${count(open.length, 'training')}`, danger: true,
    text: 'What trains or waits ends without results, and what it has learned so far is thrown away. Runs that have ended keep their results.',
    run: async () => {
      await cancelRuns(open.map((run) => run.run_id), candles.cancel);
      await batch.refresh();
    },
  });
  return (
    <section class="panel" aria-label="Batch">
      <Loaded of={batch} what="the batch">
        {(data) => {
          const open = data.runs.filter((run) => run.status === 'started');
          const columns = COLUMNS.filter((column) => column.key !== 'error' || data.runs.some((run) => run.error !== null));
          const show = (run: BatchRun) => change(changes.run({ ...run, symbol: data.symbol, timeframe: data.timeframe }));
          return (
            <>
              <div class="spread">
                <h2>{data.symbol} {data.timeframe} from {data.runs.length} candles</h2>
                <Badge state={data.status} />
              </div>
              <p class="soft">Batch {data.batch_id}, started {minute(data.started)}; figures of the tests</p>
              {data.status === 'started' && <Progress done={data.runs.length - open.length} total={data.runs.length} unit="candle" label="Candles that are trained" />}
              <div class="buttons">
                {open.length > 0 && <Button look="danger" onPress={() => onCancel(open)}>Cancel the rest …</Button>}
                <Button look="quiet" onPress={() => change({ batch: null })}>Close</Button>
              </div>
              <Table caption="Runs of the batch" columns={columns} rows={data.runs} rowKey={(run) => run.run_id} onOpen={show} />
              {data.best_run_id !== null && (
                <Notice>Training worked best at run {data.best_run_id}; it was picked by its test, so its figures say nothing of what it will do.</Notice>
              )}
              {Object.keys(data.spread).length > 0 && (
                <>
                  <SpreadChart runs={data.runs} spread={data.spread} />
                  <SpreadTable title="How far the tests lie apart" spread={data.spread} />
                </>
              )}
            </>
          );
        }}
      </Loaded>
      {dialog}
    </section>
  );
}
