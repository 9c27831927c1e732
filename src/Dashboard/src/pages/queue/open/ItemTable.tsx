import { text } from '../../../address/address';
import { usePages } from '../../../address/usePages';
import { usePoll } from '../../../api/poll';
import { queues, type QueueItem } from '../../../api/queues';
import { NOTHING } from '../../../format/numbers';
import { Badge } from '../../../ui/Badge';
import { Loaded } from '../../../ui/Loaded';
import { Pager } from '../../../ui/Pager';
import { Table, type Column } from '../../../ui/Table';

const LIMIT = 50;
const EVERY = 5000;

const COLUMNS: readonly Column<QueueItem>[] = [
  { key: 'number', title: 'No.', figure: true, cell: (item) => item.number ?? NOTHING },
  { key: 'state', title: 'State', cell: (item) => <Badge state={item.state} /> },
  { key: 'model', title: 'Model', cell: (item) => <span title={parametersOf(item)}>{item.configuration.model}</span> },
  { key: 'market', title: 'Market', cell: ({ configuration }) => <span class="nowrap">{configuration.symbol} {configuration.timeframe}</span> },
  { key: 'days', title: 'Days', figure: true, cell: (item) => item.configuration.days },
  { key: 'horizon', title: 'Horizon', figure: true, cell: (item) => item.configuration.horizon },
  { key: 'features', title: 'Features', cell: (item) => item.configuration.feature_system },
  { key: 'encoder', title: 'Encoder', cell: (item) => item.configuration.encoder },
  { key: 'seed', title: 'Seed', figure: true, cell: (item) => item.seed },
  { key: 'run', title: 'Run', cell: (item) => (item.run_id && hasEnded(item) ? <a class="nowrap" href={text('history', [item.run_id])}>open</a> : NOTHING) },
  { key: 'reason', title: 'Why', cell: (item) => item.reason },
];

/** Every configuration of a queue, in the order in which the models are decided on. */
export function ItemTable({ id, moves }: { id: string; moves: boolean }) {
  const pages = usePages();
  const found = usePoll(`queues/${id}/items?${pages.continuation}&${moves}`, (signal) => queues.items(id, LIMIT, pages.continuation, signal), moves ? EVERY : 0);
  return (
    <section class="stack" aria-labelledby="queue-items">
      <h2 id="queue-items">Models</h2>
      <Loaded of={found} what="the models">
        {({ items, continuation }) => (
          <>
            <Table caption="Models of the queue" columns={COLUMNS} rows={items} rowKey={(item) => String(item.index)} empty="The queue has no models." />
            <Pager of={pages} next={continuation} />
          </>
        )}
      </Loaded>
    </section>
  );
}

/** A run has its number before there is anything to see of it. */
function hasEnded({ state }: QueueItem): boolean {
  return state !== 'pending' && state !== 'running';
}

function parametersOf({ configuration }: QueueItem): string {
  return Object.keys(configuration.hyper_parameters).length === 0 ? "the model's own hyper-parameters" : JSON.stringify(configuration.hyper_parameters);
}
