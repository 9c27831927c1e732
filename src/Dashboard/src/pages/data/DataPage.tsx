import { change } from '../../address/address';
import type { MarketBars } from '../../api/bars';
import { marketName, useMarkets } from '../../api/markets';
import type { PageProps } from '../../app/pages';
import { whole } from '../../format/numbers';
import { ago, minute } from '../../format/times';
import { Hash } from '../../ui/Hash';
import { Loaded } from '../../ui/Loaded';
import { Table, type Column } from '../../ui/Table';
import { GapList } from './GapList';
import { ImportForm } from './ImportForm';

const COLUMNS: readonly Column<MarketBars>[] = [
  { key: 'market', title: 'Market', cell: marketName },
  { key: 'calendar', title: 'Calendar', cell: (market) => market.calendar },
  { key: 'count', title: 'Bars', figure: true, cell: (market) => whole(market.count) },
  { key: 'first', title: 'First', cell: (market) => minute(market.first) },
  { key: 'last', title: 'Last', cell: (market) => minute(market.last) },
  { key: 'gaps', title: 'Gaps', figure: true, cell: (market) => whole(market.gaps) },
  { key: 'missing', title: 'Missing bars', figure: true, cell: (market) => whole(market.missing_bars) },
  { key: 'written', title: 'Written', cell: (market) => ago(market.written) },
  { key: 'fingerprint', title: 'Fingerprint', cell: (market) => <Hash of={market.fingerprint} what="the fingerprint" /> },
];

/** The bars that everything is trained on: what there is, what is missing, and how more comes in. */
export default function DataPage({ query }: PageProps) {
  const markets = useMarkets(10_000);
  const open = markets.data?.find((market) => marketName(market) === query['market']);
  return (
    <>
      <Loaded of={markets} what="the markets">
        {(found) => (
          <Table
            caption="Markets that have bars" columns={COLUMNS} rows={found} rowKey={marketName} isOpen={(market) => market === open}
            onOpen={(market) => change({ market: market === open ? null : marketName(market) })}
            empty={<>There are no bars yet, and everything begins with them. Import a file below, or let <code>./st data synth SYN1USDT 1h</code> make some up.</>}
          />
        )}
      </Loaded>
      {open && <GapList market={open} />}
      <ImportForm onImported={markets.refresh} />
    </>
  );
}
