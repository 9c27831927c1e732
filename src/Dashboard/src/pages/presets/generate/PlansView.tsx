import { go } from '../../../address/address';
import { plans } from '../../../api/plans';
import { usePoll } from '../../../api/poll';
import { minute } from '../../../format/times';
import { Badge } from '../../../ui/Badge';
import { Loaded } from '../../../ui/Loaded';
import { Pager, Table } from '../../../ui/Table';
import { usePages } from '../paging';

const EVERY = 5000;
const PAGE = 50;

/** All plans that generate presets, the newest first. */
export function PlansView({ query }: { query: Readonly<Record<string, string>> }) {
  const { after } = query;
  const list = usePoll(`plans ${after ?? ''}`, (signal) => plans.list({ limit: PAGE, continuation: after }, signal), EVERY);
  const pager = usePages('after', after, list.data?.continuation);
  return (
    <>
      <div class="spread"><h2>Plans</h2><a class="button main" href="#/presets/generate">Generate presets</a></div>
      <Loaded of={list} what="the plans">
        {({ items }) => (
          <>
            <Table
              caption="Plans" rows={items} rowKey={(one) => one.plan_id} onOpen={(one) => go('presets', ['plans', one.plan_id])}
              empty={<>There is no plan yet. <a href="#/presets/generate">Generate presets</a> makes one, and so does <code>./st presets generate</code>.</>}
              columns={[
                { key: 'created', title: 'Created', cell: (one) => minute(one.created) },
                { key: 'status', title: 'Status', cell: (one) => <Badge state={one.status} /> },
                { key: 'entries', title: 'Presets', figure: true, cell: (one) => one.entries },
                { key: 'done', title: 'Made', figure: true, cell: (one) => one.done },
                { key: 'skipped', title: 'Skipped', figure: true, cell: (one) => one.skipped },
                { key: 'failed', title: 'Failed', figure: true, cell: (one) => one.failed },
                { key: 'cancelled', title: 'Cancelled', figure: true, cell: (one) => one.cancelled },
                { key: 'finished', title: 'Finished', cell: (one) => minute(one.finished) },
                { key: 'id', title: 'Plan', cell: (one) => <code>{one.plan_id}</code> },
              ]}
            />
            {(pager.onBack ?? pager.onNext) && <Pager {...pager} />}
          </>
        )}
      </Loaded>
    </>
  );
}
