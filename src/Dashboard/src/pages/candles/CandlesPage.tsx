import type { PageProps } from '../../app/pages';
import type { MarketBars } from '../../api/bars';
import { marketName, useMarkets } from '../../api/markets';
import { Empty, Notice } from '../../ui/Notice';
import { Loaded } from '../../ui/Loaded';
import { viewOf, type View } from './view';
import { Workspace } from './Workspace';
import './candles.css';

export default function CandlesPage({ query }: PageProps) {
  const markets = useMarkets();
  const view = viewOf(query);
  return (
    <Loaded of={markets} what="the markets">
      {(found) => {
        const [first] = found;
        if (!first) return <Empty>There are no bars yet. Import some on the page <a href="#/data">Data</a>, or: <code>./st data import SYMBOL TIMEFRAME FILE</code></Empty>;
        const chosen = marketOf(found, view);
        return (
          <>
            {!chosen && <Notice kind="warning">There are no bars of {view.symbol} {view.timeframe}. This is {marketName(first)}.</Notice>}
            <Workspace markets={found} market={chosen ?? first} view={view} />
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
