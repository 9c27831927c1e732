import { change, text } from '../../address/address';
import type { MarketBars } from '../../api/bars';
import type { Forecast } from '../../api/candles';
import { marketName } from '../../api/markets';
import type { LiveForecasts } from '../../api/models';
import type { Polled } from '../../api/poll';
import { ApiError } from '../../api/problem';
import { decimals } from '../../format/numbers';
import { day } from '../../format/times';
import { SelectField } from '../../ui/Field';
import { Loaded } from '../../ui/Loaded';
import { Empty } from '../../ui/Notice';
import { Table, type Column } from '../../ui/Table';
import { beginOf } from './drawn';
import { ForecastCount } from './ForecastCount';
import { SureField } from './SureField';
import { Time } from './Time';
import { changes, LIVE_BARS, type View } from './view';

const LISTED = 10;

const COLUMNS: readonly Column<Forecast>[] = [
  { key: 'bar', title: 'Bar', cell: (one) => <Time of={one.timestamp} /> },
  { key: 'direction', title: 'Direction', cell: (one) => (one.prediction === 1 ? '▲ up' : '▼ down') },
  { key: 'probability', title: 'Probability of a rise', figure: true, cell: (one) => decimals(one.probability, 4) },
  { key: 'confidence', title: 'Confidence', figure: true, cell: (one) => decimals(one.confidence, 4) },
];

interface Props {
  market: MarketBars;
  forecasts: Polled<LiveForecasts>;
  view: View;
}

/** What the live model of the market says: of which bars, how sure it must be for an arrow, and of the newest bars in figures. */
export function LivePanel({ market, forecasts, view }: Props) {
  const none = forecasts.data === undefined && forecasts.error instanceof ApiError && forecasts.error.status === 404;
  return (
    <section class="panel" aria-label="The live model on the chart">
      {none ? <NoModel {...market} /> : (
        <>
          <div class="row">
            <SelectField label="Forecasts of" value={view.live ?? 'newest'} onChange={(live) => change({ live })}
              choices={LIVE_BARS.map((value) => ({ value, text: value === 'all' ? 'Every bar' : `The bars since ${day(beginOf(value, market))}` }))} />
            <SureField view={view} />
          </div>
          <Loaded of={forecasts} what="the forecasts of the live model">
            {(found) => (
              <>
                <ForecastCount of={found}>
                  {' '}By <a href={text('jobs', [], { part: 'models', market: found.market })}>version {found.version} of the model of {marketName(market)}</a>.
                  {' '}Each is known at the close of its bar; of bars that the model has learned from they prove nothing.
                </ForecastCount>
                <Table
                  caption="The newest forecasts" showCaption columns={COLUMNS} rows={found.predictions.slice(-LISTED).reverse()} rowKey={(one) => one.timestamp}
                  empty="The model says nothing of these bars: it needs bars before them to compute its features. Choose every bar."
                />
              </>
            )}
          </Loaded>
        </>
      )}
    </section>
  );
}

function NoModel({ symbol, timeframe }: MarketBars) {
  return (
    <Empty>
      <p>
        No model is live for {symbol} {timeframe} yet, so there is nothing to draw. Train one from a candle and press <b>Use as the live model</b>, or start a full training
        on the page <a href="#/jobs">Jobs</a>: <code>./st train full {symbol} {timeframe}</code>
      </p>
      <p><button type="button" class="link" onClick={() => change(changes.live(null))}>Switch the forecasts off</button></p>
    </Empty>
  );
}
