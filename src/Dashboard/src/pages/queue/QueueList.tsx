import { go, type AddressQuery } from '../../address/address';
import { narrow, usePages } from '../../address/usePages';
import { usePoll } from '../../api/poll';
import { doneOf, QUEUE_STATES, queues, type QueueListItem } from '../../api/queues';
import { whole } from '../../format/numbers';
import { minute } from '../../format/times';
import { Badge } from '../../ui/Badge';
import { orAny } from '../../ui/choices';
import { SelectField } from '../../ui/Field';
import { Loaded } from '../../ui/Loaded';
import { Pager } from '../../ui/Pager';
import { Table, type Column } from '../../ui/Table';

const LIMIT = 20;
const EVERY = 5000;

const COLUMNS: readonly Column<QueueListItem>[] = [
  { key: 'name', title: 'Name', cell: (queue) => queue.name },
  { key: 'state', title: 'State', cell: (queue) => <Badge state={queue.state} /> },
  { key: 'created', title: 'Created', cell: (queue) => <span class="nowrap">{minute(queue.created)}</span> },
  { key: 'done', title: 'Done', figure: true, cell: ({ counters }) => `${whole(doneOf(counters))} of ${whole(counters.total)}` },
  { key: 'kept', title: 'Kept', figure: true, cell: ({ counters }) => whole(counters.kept) },
  { key: 'failed', title: 'Failed', figure: true, cell: ({ counters }) => whole(counters.failed) },
  { key: 'skipped', title: 'Skipped', figure: true, cell: ({ counters }) => whole(counters.skipped) },
];

export function QueueList({ query }: { query: AddressQuery }) {
  const state = query['state'];
  const pages = usePages();
  const found = usePoll(`queues?${state}&${pages.continuation}`, (signal) => queues.list({ state, limit: LIMIT, continuation: pages.continuation }, signal), EVERY);
  return (
    <section class="stack" aria-labelledby="queue-list">
      <div class="spread">
        <h2 id="queue-list">Queues</h2>
        <SelectField label="State" value={state ?? ''} onChange={(value) => narrow({ state: value })} choices={orAny(QUEUE_STATES, state)} />
      </div>
      <Loaded of={found} what="the queues">
        {({ items, continuation }) => (
          <>
            <Table
              caption="Queues, the newest first" columns={COLUMNS} rows={items} rowKey={(queue) => queue.id} onOpen={(queue) => go('queue', [queue.id])}
              empty={state ? `No queue is ${state}.` : <>No queue yet: say above what to train, or <code>./st queue create configs/grids/demo.yaml --watch</code></>}
            />
            <Pager of={pages} next={continuation} />
          </>
        )}
      </Loaded>
    </section>
  );
}
