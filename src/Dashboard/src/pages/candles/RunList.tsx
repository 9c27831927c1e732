import { change } from '../../address/address';
import type { Pages } from '../../address/usePages';
import type { RunLine } from '../../api/candles';
import type { Page } from '../../api/client';
import type { Polled } from '../../api/poll';
import { metricDigits } from '../../format/metrics';
import { shortId } from '../../format/words';
import { Badge } from '../../ui/Badge';
import { Loaded } from '../../ui/Loaded';
import { Pager } from '../../ui/Pager';
import { Table, type Column } from '../../ui/Table';
import { Time } from './Time';
import { changes, type View } from './view';

interface Props {
  page: Polled<Page<RunLine>>;
  view: View;
  pages: Pages;
  onCancel: (id: string) => void;
  onDelete: (id: string) => void;
}

/** All runs of all markets, the newest first. */
export function RunList({ page, pages, view, onCancel, onDelete }: Props) {
  const columns: readonly Column<RunLine>[] = [
    { key: 'candle', title: 'Candle', cell: (run) => <Time of={run.candle_date} /> },
    { key: 'market', title: 'Market', cell: (run) => `${run.symbol} ${run.timeframe}` },
    { key: 'status', title: 'Status', cell: (run) => <Badge state={run.status} /> },
    { key: 'accuracy', title: 'Accuracy on the test', figure: true, cell: (run) => metricDigits('accuracy', run.accuracy) },
    { key: 'roc_auc', title: 'ROC AUC on the test', figure: true, cell: (run) => metricDigits('roc_auc', run.roc_auc) },
    { key: 'started', title: 'Started', cell: (run) => <Time of={run.started} /> },
    { key: 'batch', title: 'Batch', cell: (run) => run.batch_id !== null && <BatchLink id={run.batch_id} run={run} /> },
    {
      key: 'actions', title: <span class="unseen">Actions</span>,
      cell: (run) => (run.status === 'started'
        ? <button type="button" class="link nowrap" aria-label={`Cancel run ${run.run_id}`} onClick={() => onCancel(run.run_id)}>Cancel …</button>
        : <button type="button" class="link nowrap" aria-label={`Delete run ${run.run_id}`} onClick={() => onDelete(run.run_id)}>Delete …</button>),
    },
  ];
  return (
    <section class="stack" aria-label="Runs">
      <h2>Runs</h2>
      <Loaded of={page} what="the runs">
        {({ items, continuation }) => (
          <>
            <Table
              caption="Trainings from a candle" columns={columns} rows={items} rowKey={(run) => run.run_id}
              onOpen={(run) => change(changes.run(run))} isOpen={(run) => run.run_id === view.run}
              empty={<>No training from a candle yet. Turn on Train mode above and click a candle, or: <code>./st candle train SYMBOL TIMEFRAME DATE</code></>}
            />
            <Pager of={pages} next={continuation} />
          </>
        )}
      </Loaded>
    </section>
  );
}

function BatchLink({ id, run }: { id: string; run: RunLine }) {
  const open = () => change({ ...changes.market(run.symbol, run.timeframe), batch: id });
  return <button type="button" class="link" title={`Batch ${id}`} onClick={open}>{shortId(id)}</button>;
}
