import { useEffect, useState } from 'preact/hooks';
import { go } from '../../../address/address';
import { usePoll } from '../../../api/poll';
import { runs, type RunActionsAnswer } from '../../../api/runs';
import { count } from '../../../format/numbers';
import { Button } from '../../../ui/Button';
import { download } from '../../../ui/download';
import { Loaded } from '../../../ui/Loaded';
import { Pager, Table } from '../../../ui/Table';
import { attempt } from '../../../ui/toasts';
import { ActionResults } from './ActionResults';
import { BulkBar } from './BulkBar';
import { filterOf, isFiltered } from './filters';
import { NoRuns } from './NoRuns';
import { RUN_COLUMNS } from './runColumns';
import { RunFilters } from './RunFilters';

const PAGE = 50;
const EVERY = 10_000;

interface Props {
  query: Readonly<Record<string, string>>;
  /** Where the pages before this one begin; it outlives the visit to a run. */
  earlier: { current: string[] };
}

export function RunList({ query, earlier }: Props) {
  const filter = filterOf(query);
  const filterKey = JSON.stringify(filter);
  const after = query['after'];
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
  const number = Math.max(1, Math.floor(Number(query['page']) || 1));
  const next = (continuation: string) => {
    earlier.current = earlier.current.slice(0, number - 1);
    earlier.current[number - 1] = after ?? '';
    turn(continuation, number + 1);
  };
  // After a reload the pages before are not known; the newest is a place to go on from.
  const before = earlier.current[number - 2];
  const back = () => turn(before ?? '', before ? number - 1 : 1);

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
            {(number > 1 || continuation !== null) && (
              <Pager
                onBack={number > 1 || after ? back : undefined} onNext={continuation === null ? undefined : () => next(continuation)}
                text={`Page ${number}, ${count(items.length, 'run')}`}
              />
            )}
          </>
        )}
      </Loaded>
    </>
  );

  /** Another page is another place: the browser's Back leads to the one before. */
  function turn(to: string, page: number): void {
    go('history', [], { ...query, after: to || null, page: page > 1 ? page : null });
    window.scrollTo(0, 0);
  }
}
