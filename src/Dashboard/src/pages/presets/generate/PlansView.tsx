import { go } from '../../../address/address';
import { usePages } from '../../../address/usePages';
import { plans } from '../../../api/plans';
import { usePoll } from '../../../api/poll';
import { minute } from '../../../format/times';
import { Badge } from '../../../ui/Badge';
import { Loaded } from '../../../ui/Loaded';
import { Pager } from '../../../ui/Pager';
import { Table } from '../../../ui/Table';

const EVERY = 5000;
const PAGE = 50;

/** All plans that generate presets, the newest first. */
export function PlansView() {
  const pages = usePages();
  const after = pages.continuation;
  const list = usePoll(`plans ${after ?? ''}`, (signal) => plans.list({ limit: PAGE, continuation: after }, signal), EVERY);
  return (
    <>
      <div class="spread"><h2>Plans</h2><a class="button main" href="#/presets/generate">Generate presets</a></div>
      <Loaded of={list} what="the plans">
        {({ items, continuation }) => (
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
            <Pager of={pages} next={continuation} />
          </>
        )}
      </Loaded>
    </>
  );
}
