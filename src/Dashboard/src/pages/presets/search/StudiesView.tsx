import { change, go } from '../../../address/address';
import { usePoll } from '../../../api/poll';
import { studies } from '../../../api/studies';
import { minute } from '../../../format/times';
import { Badge } from '../../../ui/Badge';
import { SelectField } from '../../../ui/Field';
import { Loaded } from '../../../ui/Loaded';
import { Pager, Table } from '../../../ui/Table';
import { symbolsOf, timeframesOf, useMarkets } from '../markets';
import { usePages } from '../paging';
import { metric, phaseName } from '../words';

const EVERY = 5000;
const PAGE = 50;
const STATUSES = ['pending', 'running', 'completed', 'failed', 'cancelled'];
const ANY = { value: '', text: 'any' };

/** All searches, the newest first. */
export function StudiesView({ query }: { query: Readonly<Record<string, string>> }) {
  const markets = useMarkets();
  const { symbol = '', timeframe = '', status = '', after } = query;
  const asked = { symbol, timeframe, status, limit: PAGE, continuation: after };
  const list = usePoll(JSON.stringify(asked), (signal) => studies.list(asked, signal), EVERY);
  const pager = usePages('after', after, list.data?.continuation);
  return (
    <>
      <h2>Searches</h2>
      <div class="row">
        <SelectField label="Symbol" value={symbol} choices={[ANY, ...symbolsOf(markets, [symbol])]} onChange={(value) => change({ symbol: value, after: null })} />
        <SelectField label="Timeframe" value={timeframe} choices={[ANY, ...timeframesOf(markets, [timeframe])]} onChange={(value) => change({ timeframe: value, after: null })} />
        <SelectField label="Status" value={status} choices={[ANY, ...STATUSES]} onChange={(value) => change({ status: value, after: null })} />
      </div>
      <Loaded of={list} what="the searches">
        {({ items }) => (
          <>
            <Table
              caption="Searches" rows={items} rowKey={(one) => one.study_id} onOpen={(one) => go('presets', ['studies', one.study_id])}
              empty={<>No search fits. <a href="#/presets/generate">Generate presets</a> to begin one.</>}
              columns={[
                { key: 'id', title: 'Search', cell: (one) => <code>{one.study_id.slice(0, 8)}</code> },
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
            {(pager.onBack ?? pager.onNext) && <Pager {...pager} />}
          </>
        )}
      </Loaded>
    </>
  );
}
