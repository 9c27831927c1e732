import { change } from '../../address/address';
import { marketName, marketOf, useMarkets } from '../../api/markets';
import { usePoll } from '../../api/poll';
import { regimes } from '../../api/regimes';
import type { PageProps } from '../../app/pages';
import { Empty } from '../../ui/Notice';
import { SelectField } from '../../ui/Field';
import { Loaded } from '../../ui/Loaded';
import { SubTabs } from '../../ui/SubTabs';
import { BestPart } from './BestPart';
import { PricePart } from './PricePart';
import { RulesPart } from './RulesPart';
import './regimes.css';

const PARTS = [
  { id: 'best', text: 'Best models' },
  { id: 'price', text: 'Price by regime' },
  { id: 'rules', text: 'Rules' },
];

/** Who is the best in which kind of market, how the market went through the kinds, and the rules that make them. */
export default function RegimesPage({ query }: PageProps) {
  const part = query['part'] ?? 'best';
  const set = usePoll('regimes', (signal) => regimes.set(signal), 15_000);
  const markets = useMarkets();
  const names = (markets.data ?? []).map(marketName);
  const market = query['market'] && names.includes(query['market']) ? query['market'] : names[0];
  const { symbol, timeframe } = marketOf(market ?? '');
  return (
    <>
      <SubTabs label="Parts of this page" tabs={PARTS} active={part} onChange={(next) => change({ part: next === 'best' ? null : next })} />
      <Loaded of={markets} what="the markets">
        {() => (
          <>
            {names.length > 0 && <div class="row"><SelectField label="Market" value={market ?? ''} onChange={(value) => change({ market: value })} choices={names} /></div>}
            {names.length === 0 && <Empty>There are no bars yet, so nothing can be classified. <a href="#/data">Import some</a>, then train a grid.</Empty>}
            <Loaded of={set} what="the regimes">
              {(data) => (
                <>
                  {part === 'best' && market && <BestPart symbol={symbol} timeframe={timeframe} names={data.regimes.map((regime) => regime.name)} />}
                  {part === 'price' && market && <PricePart key={market} symbol={symbol} timeframe={timeframe} version={data.version} />}
                  {part === 'rules' && <RulesPart set={data} symbol={symbol} timeframe={timeframe} onChanged={set.refresh} />}
                </>
              )}
            </Loaded>
          </>
        )}
      </Loaded>
    </>
  );
}
