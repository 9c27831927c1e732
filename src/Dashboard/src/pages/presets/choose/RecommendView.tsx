import { change, text, type AddressQuery } from '../../../address/address';
import type { MarketBars } from '../../../api/bars';
import { freshness, type Recommendation } from '../../../api/freshness';
import { marketName, marketOf, useMarkets } from '../../../api/markets';
import { useAnswer } from '../../../api/poll';
import { percent } from '../../../format/numbers';
import { minute } from '../../../format/times';
import { Badge } from '../../../ui/Badge';
import { SelectField } from '../../../ui/Field';
import { Figure } from '../../../ui/Figure';
import { Loaded } from '../../../ui/Loaded';
import { Empty } from '../../../ui/Notice';
import { Table } from '../../../ui/Table';
import { PresetLink } from '../PresetLink';
import { metric } from '../words';

/** Which preset fits a market in the regime that it is in now. */
export function RecommendView({ query }: { query: AddressQuery }) {
  return <Loaded of={useMarkets()} what="the markets">{(markets) => <Choice markets={markets} query={query} />}</Loaded>;
}

function Choice({ markets, query }: { markets: readonly MarketBars[]; query: AddressQuery }) {
  const [first] = markets;
  if (first === undefined) return <Empty>There are no bars yet, so there is no market to recommend for. Bring some in on the page <a href="#/data">Data</a>.</Empty>;
  const market = marketName({ symbol: query['symbol'] ?? first.symbol, timeframe: query['timeframe'] ?? first.timeframe });
  return (
    <>
      <h2>Which preset fits the market of now</h2>
      <div class="row"><SelectField label="Market" value={market} choices={markets.map(marketName)} onChange={(name) => change({ ...marketOf(name) })} /></div>
      <Ranking market={market} />
    </>
  );
}

function Ranking({ market }: { market: string }) {
  const { symbol, timeframe } = marketOf(market);
  const answer = useAnswer(market, (signal) => freshness.recommend(symbol, timeframe, signal));
  return <Loaded of={answer} what="the recommendation">{(found) => <Ranked of={found} />}</Loaded>;
}

function Ranked({ of }: { of: Recommendation }) {
  return (
    <>
      <p>
        The last bar, {minute(of.bar)}, is in the regime <b>{of.regime}</b>, as {percent(of.share, 0)} of the market's bars are. Published presets of this market by their ROC AUC
        in it, on bars since they were published:
      </p>
      <Table
        caption={`Presets for ${of.symbol} ${of.timeframe}`} rows={of.presets} rowKey={(one) => one.name}
        empty={<>No preset of this market is published. <a href={text('presets', ['generate'], { symbols: of.symbol, timeframes: of.timeframe })}>Generate one for it</a>.</>}
        columns={[
          { key: 'rank', title: 'Rank', figure: true, cell: (one) => one.rank },
          { key: 'name', title: 'Preset', cell: (one) => <span class="nowrap"><PresetLink name={one.name} /></span> },
          { key: 'score', title: 'Score', figure: true, cell: (one) => metric(one.score) },
          { key: 'in', title: 'In the regime', figure: true, cell: (one) => <Figure of={one.in_regime} show={metric} /> },
          { key: 'all', title: 'In all', figure: true, cell: (one) => <Figure of={one.overall} show={metric} /> },
          { key: 'fresh', title: 'Fresh', cell: (one) => <Badge state={one.fresh ? 'fresh' : 'stale'} /> },
          { key: 'why', title: 'Why', cell: (one) => <ul class="presets-why">{one.reasons.map((line) => <li key={line}>{line}</li>)}</ul> },
        ]}
      />
    </>
  );
}
