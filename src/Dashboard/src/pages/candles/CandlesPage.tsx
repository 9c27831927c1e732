import type { PageProps } from '../../app/pages';
import { bars, type MarketBars } from '../../api/bars';
import { useAnswer } from '../../api/poll';
import { Empty, Notice } from '../../ui/Notice';
import { Loaded } from '../../ui/Loaded';
import { nameOf } from './MarketBar';
import { viewOf, type View } from './view';
import { Workspace } from './Workspace';
import './candles.css';

export default function CandlesPage({ query }: PageProps) {
  const markets = useAnswer('candle-markets', (signal) => bars.list(signal));
  const view = viewOf(query);
  return (
    <Loaded of={markets} what="the markets">
      {({ items }) => {
        const [first] = items;
        if (!first) return <Empty>There are no bars yet. Import some on the page <a href="#/data">Data</a>, or: <code>./st data import SYMBOL TIMEFRAME FILE</code></Empty>;
        const chosen = marketOf(items, view);
        return (
          <>
            {!chosen && <Notice kind="warning">There are no bars of {view.symbol} {view.timeframe}. This is {nameOf(first)}.</Notice>}
            <Workspace markets={items} market={chosen ?? first} view={view} />
          </>
        );
      }}
    </Loaded>
  );
}

/** The market of the address; the first where it names none. */
function marketOf(markets: readonly MarketBars[], { symbol, timeframe }: View): MarketBars | undefined {
  if (symbol === null && timeframe === null) return markets[0];
  return markets.find((one) => one.symbol === symbol && one.timeframe === timeframe);
}
