import { useEffect, useState } from 'preact/hooks';
import type { AddressQuery } from '../../../address/address';
import { usePages } from '../../../address/usePages';
import { usePoll } from '../../../api/poll';
import { runs, type RunActionsAnswer } from '../../../api/runs';
import { count } from '../../../format/numbers';
import { Button } from '../../../ui/Button';
import { download } from '../../../ui/download';
import { Loaded } from '../../../ui/Loaded';
import { Pager } from '../../../ui/Pager';
import { Table } from '../../../ui/Table';
import { attempt } from '../../../ui/toasts';
import { ActionResults } from './ActionResults';
import { BulkBar } from './BulkBar';
import { filterOf, isFiltered } from './filters';
import { NoRuns } from './NoRuns';
import { RUN_COLUMNS } from './runColumns';
import { RunFilters } from './RunFilters';

const PAGE = 50;
const EVERY = 10_000;

export function RunList({ query }: { query: AddressQuery }) {
  const filter = filterOf(query);
  const filterKey = JSON.stringify(filter);
  const pages = usePages();
  const after = pages.continuation;
  const page = usePoll(`${filterKey} ${after ?? ''}`, (signal) => runs.page(filter, PAGE, after, signal), EVERY);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [answer, setAnswer] = useState<RunActionsAnswer | null>(null);
  // Runs that the filter no longer shows must not be acted upon unseen; those of other pages are counted.
  useEffect(() => setChosen(new Set()), [filterKey]);

  const acted = (result: RunActionsAnswer) => {
    setAnswer(result);
    setChosen(new Set());
    return page.refresh();
  };
  const elsewhere = page.data ? [...chosen].filter((id) => !page.data?.items.some((run) => run.id === id)).length : 0;

  return (
    <>
      <RunFilters query={query} />
      <div class="spread">
        <BulkBar chosen={chosen} elsewhere={elsewhere} deleted={query['deleted'] === 'true'} onDone={acted} onClear={() => setChosen(new Set())} />
        <Button onPress={() => attempt(async () => download(await runs.csv(filter), 'training_history.csv'))}>
          {isFiltered(query) ? 'Export these as CSV' : 'Export all as CSV'}
        </Button>
      </div>
      {answer && <ActionResults answer={answer} onClose={() => setAnswer(null)} />}
      <Loaded of={page} what="the runs">
        {({ items, continuation }) => (
          <>
            <Table
              caption="Runs, the newest first" columns={RUN_COLUMNS} rows={items} rowKey={(run) => run.id} chosen={chosen} onChoose={setChosen}
              empty={<NoRuns query={query} />}
            />
            <Pager of={pages} next={continuation} text={count(items.length, 'run')} />
          </>
        )}
      </Loaded>
    </>
  );
}
