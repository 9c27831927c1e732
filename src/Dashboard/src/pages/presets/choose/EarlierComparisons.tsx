import { go } from '../../../address/address';
import { usePages } from '../../../address/usePages';
import { freshness, type ComparisonItem } from '../../../api/freshness';
import { usePoll } from '../../../api/poll';
import { minute } from '../../../format/times';
import { Badge } from '../../../ui/Badge';
import { Loaded } from '../../../ui/Loaded';
import { Pager } from '../../../ui/Pager';
import { Table } from '../../../ui/Table';

const EVERY = 5000;
const PAGE = 20;

/** What was compared before, the newest first. */
export function EarlierComparisons() {
  const pages = usePages();
  const after = pages.continuation;
  const list = usePoll(`comparisons ${after ?? ''}`, (signal) => freshness.comparisons({ limit: PAGE, continuation: after }, signal), EVERY);
  return (
    <>
      <h2>Compared so far</h2>
      <Loaded of={list} what="the comparisons">
        {({ items, continuation }) => (
          <>
            <Table
              caption="Compared so far" rows={items} rowKey={(one) => one.id} onOpen={(one) => go('presets', ['ab', one.id])} empty="Nothing yet."
              columns={[
                { key: 'created', title: 'Created', cell: (one) => minute(one.created) },
                { key: 'status', title: 'Status', cell: (one) => <Badge state={one.status} /> },
                { key: 'a', title: 'A', cell: (one) => side(one, 'a') },
                { key: 'b', title: 'B', cell: (one) => side(one, 'b') },
                { key: 'verdict', title: 'Verdict', cell: (one) => one.verdict },
              ]}
            />
            <Pager of={pages} next={continuation} />
          </>
        )}
      </Loaded>
    </>
  );
}

function side({ request }: ComparisonItem, of: 'a' | 'b'): string {
  return `${request[of]}, version ${request[`version_${of}`]}`;
}
