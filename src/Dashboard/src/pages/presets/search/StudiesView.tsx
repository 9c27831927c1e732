import { go, type AddressQuery } from '../../../address/address';
import { narrow, usePages } from '../../../address/usePages';
import { symbolsOf, timeframesOf, useMarkets } from '../../../api/markets';
import { usePoll } from '../../../api/poll';
import { STUDY_STATUSES, studies } from '../../../api/studies';
import { minute } from '../../../format/times';
import { shortId } from '../../../format/words';
import { Badge } from '../../../ui/Badge';
import { orAny } from '../../../ui/choices';
import { SelectField } from '../../../ui/Field';
import { Loaded } from '../../../ui/Loaded';
import { Pager } from '../../../ui/Pager';
import { Table } from '../../../ui/Table';
import { metric, phaseName } from '../words';

const EVERY = 5000;
const PAGE = 50;

/** All searches, the newest first. */
export function StudiesView({ query }: { query: AddressQuery }) {
  const markets = useMarkets().data;
  const pages = usePages();
  const { symbol = '', timeframe = '', status = '' } = query;
  const asked = { symbol, timeframe, status, limit: PAGE, continuation: pages.continuation };
  const list = usePoll(JSON.stringify(asked), (signal) => studies.list(asked, signal), EVERY);
  return (
    <>
      <h2>Searches</h2>
      <div class="row">
        <SelectField label="Symbol" value={symbol} choices={orAny(symbolsOf(markets), symbol)} onChange={(value) => narrow({ symbol: value })} />
        <SelectField label="Timeframe" value={timeframe} choices={orAny(timeframesOf(markets), timeframe)} onChange={(value) => narrow({ timeframe: value })} />
        <SelectField label="Status" value={status} choices={orAny(STUDY_STATUSES, status)} onChange={(value) => narrow({ status: value })} />
      </div>
      <Loaded of={list} what="the searches">
        {({ items, continuation }) => (
          <>
            <Table
              caption="Searches" rows={items} rowKey={(one) => one.study_id} onOpen={(one) => go('presets', ['studies', one.study_id])}
              empty={<>No search fits. <a href="#/presets/generate">Generate presets</a> to begin one.</>}
              columns={[
                { key: 'id', title: 'Search', cell: (one) => <code title={one.study_id}>{shortId(one.study_id)}</code> },
                { key: 'market', title: 'Market', cell: (one) => <span class="nowrap">{`${one.symbol} ${one.timeframe}`}</span> },
                { key: 'model', title: 'Model', cell: (one) => one.model },
                { key: 'status', title: 'Status', cell: (one) => <Badge state={one.status} /> },
                { key: 'phase', title: 'Phase', cell: (one) => <span class="nowrap">{phaseName(one.phase)}</span> },
                { key: 'trials', title: 'Trials', figure: true, cell: (one) => <span class="nowrap">{`${one.trials.done} of ${one.trials.planned}`}</span> },
                { key: 'pruned', title: 'Given up', figure: true, cell: (one) => one.trials.pruned },
                { key: 'failed', title: 'Failed', figure: true, cell: (one) => one.trials.failed },
                { key: 'best', title: 'Best', figure: true, cell: (one) => <span class="nowrap">{`${one.objective} ${metric(one.best)}`}</span> },
                { key: 'created', title: 'Created', cell: (one) => <span class="nowrap">{minute(one.created)}</span> },
              ]}
            />
            <Pager of={pages} next={continuation} />
          </>
        )}
      </Loaded>
    </>
  );
}
