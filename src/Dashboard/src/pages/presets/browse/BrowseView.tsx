import { useMemo, useState } from 'preact/hooks';
import { go, type AddressQuery } from '../../../address/address';
import { narrow, usePages } from '../../../address/usePages';
import { freshness } from '../../../api/freshness';
import { useAnswer, usePoll } from '../../../api/poll';
import { presets } from '../../../api/presets';
import { Loaded } from '../../../ui/Loaded';
import { Empty } from '../../../ui/Notice';
import { Pager } from '../../../ui/Pager';
import { BrowseFilters } from './BrowseFilters';
import { ChosenActions } from './ChosenActions';
import { filtersOf, listQuery } from './listQuery';
import { PresetTable } from './PresetTable';
import { StaleOnes } from './StaleOnes';

const EVERY = 10_000;

/** All presets, narrowed by the filters of the address. */
export function BrowseView({ query }: { query: AddressQuery }) {
  const [chosen, setChosen] = useState<Set<string>>(new Set());
  const pages = usePages();
  const asked = listQuery(query, pages.continuation);
  const { symbol, timeframe } = query;
  const deleted = query['deleted'] === 'true';
  const list = usePoll(JSON.stringify(asked), (signal) => presets.list(asked, signal), EVERY);
  const judged = useAnswer(deleted ? null : `fresh ${symbol} ${timeframe}`, (signal) => freshness.list({ symbol, timeframe }, signal));
  const fresh = useMemo(() => new Map((judged.data?.items ?? []).map((one) => [one.name, one])), [judged.data]);
  return (
    <>
      <BrowseFilters query={query} />
      <Loaded of={list} what="the presets">
        {(page) => page.items.length === 0 ? <NoPreset narrowed={filtersOf(query) > 0} /> : (
          <>
            <div class="spread">
              <ChosenActions names={[...chosen]} />
              <a class="button main" href="#/presets/generate">Generate presets</a>
            </div>
            <PresetTable
              rows={page.items} fresh={fresh} deleted={deleted} chosen={chosen} onChoose={setChosen} sort={query['sort'] ?? 'name'}
              onSort={(sort) => narrow({ sort })} onOpen={(name) => go('presets', [name])} onRestored={list.refresh}
            />
            <Pager of={pages} next={page.continuation} />
            <StaleOnes count={[...fresh.values()].filter((one) => !one.fresh).length} />
          </>
        )}
      </Loaded>
    </>
  );
}

function NoPreset({ narrowed }: { narrowed: boolean }) {
  if (narrowed) return <Empty>No preset fits these filters. <a href="#/presets">Show all presets</a>.</Empty>;
  return (
    <Empty>
      There is no preset yet. <a href="#/presets/generate">Generate one</a>, or{' '}
      <code>./st presets generate --symbols BTCUSDT --timeframes 1h --features v2 --horizons 1 --quick</code>;
      or <a href="#/presets/import">import one</a> from a file.
    </Empty>
  );
}
