import { change } from '../../address/address';
import { bars, type MarketBars } from '../../api/bars';
import { usePoll } from '../../api/poll';
import type { PageProps } from '../../app/pages';
import { whole } from '../../format/numbers';
import { ago, minute } from '../../format/times';
import { Loaded } from '../../ui/Loaded';
import { Table, type Column } from '../../ui/Table';
import { GapList } from './GapList';
import { ImportForm } from './ImportForm';

const COLUMNS: readonly Column<MarketBars>[] = [
  { key: 'market', title: 'Market', cell: (market) => nameOf(market) },
  { key: 'calendar', title: 'Calendar', cell: (market) => market.calendar },
  { key: 'count', title: 'Bars', figure: true, cell: (market) => whole(market.count) },
  { key: 'first', title: 'First', cell: (market) => minute(market.first) },
  { key: 'last', title: 'Last', cell: (market) => minute(market.last) },
  { key: 'gaps', title: 'Gaps', figure: true, cell: (market) => whole(market.gaps) },
  { key: 'missing', title: 'Missing bars', figure: true, cell: (market) => whole(market.missing_bars) },
  { key: 'written', title: 'Written', cell: (market) => ago(market.written) },
  { key: 'fingerprint', title: 'Fingerprint', cell: (market) => <code title={market.fingerprint}>{market.fingerprint.slice(0, 12)}</code> },
];

/** The bars that everything is trained on: what there is, what is missing, and how more comes in. */
export default function DataPage({ query }: PageProps) {
  const markets = usePoll('bars', (signal) => bars.list(signal), 10_000);
  const open = markets.data?.items.find((market) => nameOf(market) === query['market']);
  return (
    <>
      <Loaded of={markets} what="the markets">
        {({ items }) => (
          <Table
            caption="Markets that have bars" columns={COLUMNS} rows={items} rowKey={nameOf} isOpen={(market) => market === open}
            onOpen={(market) => change({ market: market === open ? null : nameOf(market) })}
            empty={<>There are no bars yet, and everything begins with them. Import a file below, or let <code>./st data synth SYN1USDT 1h</code> make some up.</>}
          />
        )}
      </Loaded>
      {open && <GapList market={open} />}
      <ImportForm onImported={markets.refresh} />
    </>
  );
}

function nameOf(market: MarketBars): string {
  return `${market.symbol} ${market.timeframe}`;
}
