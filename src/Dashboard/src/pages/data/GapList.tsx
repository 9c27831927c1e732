import { text } from '../../address/address';
import { bars, type MarketBars } from '../../api/bars';
import { useAnswer } from '../../api/poll';
import { count, percent, whole } from '../../format/numbers';
import { minute } from '../../format/times';
import { Loaded } from '../../ui/Loaded';
import { Table } from '../../ui/Table';

/** What a market's calendar expects and the store does not have. */
export function GapList({ market }: { market: MarketBars }) {
  const gaps = useAnswer(`gaps ${market.fingerprint}`, (signal) => bars.gaps(market.symbol, market.timeframe, signal));
  return (
    <section class="panel" aria-labelledby="gaps">
      <div class="spread">
        <h2 id="gaps">Gaps of {market.symbol} {market.timeframe}</h2>
        <a class="button plain" href={text('candles', [], { symbol: market.symbol, timeframe: market.timeframe })}>Show the candles</a>
      </div>
      <Loaded of={gaps} what="the gaps">
        {(report) => (
          <>
            <p>
              The {market.calendar} calendar expects {count(report.expected_bars, 'bar')}; {whole(report.missing_bars)} are missing ({percent(report.missing_share, 2)})
              in {count(report.gap_count, 'gap')}. {count(report.bars_outside_hours, 'bar')} outside its hours.
            </p>
            {report.gaps.length > 0 && (
              <Table
                caption="Gaps, the oldest first" rows={report.gaps} rowKey={(gap) => gap.from}
                columns={[
                  { key: 'from', title: 'From', cell: (gap) => minute(gap.from) },
                  { key: 'to', title: 'To', cell: (gap) => minute(gap.to) },
                  { key: 'missing', title: 'Missing bars', figure: true, cell: (gap) => whole(gap.missing) },
                ]}
              />
            )}
            {report.continuation && <p class="soft">These are the first {report.gaps.length}; <code>./st data gaps {market.symbol} {market.timeframe}</code> lists all.</p>}
          </>
        )}
      </Loaded>
    </section>
  );
}
