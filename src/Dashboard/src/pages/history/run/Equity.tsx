import { useMemo } from 'preact/hooks';
import { useAnswer } from '../../../api/poll';
import { runDetail, type EquityView } from '../../../api/runDetail';
import type { RunDocument } from '../../../api/runs';
import { Chart } from '../../../charts/Chart';
import { colourOf, palette, type Palette } from '../../../charts/palette';
import { price, whole } from '../../../format/numbers';
import { minute } from '../../../format/times';
import { useDark } from '../../../theme/theme';
import { Loaded } from '../../../ui/Loaded';
import { atEnd } from './equity';
import { equityOption, HOLD, regimeName } from './equityOption';

/** What a strategy made of its money over the report windows, beside buying once and holding. */
export function Equity({ run, strategy }: { run: RunDocument; strategy: string }) {
  const view = useAnswer(`${run.id} ${run.status} ${strategy}`, (signal) => runDetail.equity(run.id, strategy, signal));
  return (
    <section class="panel" aria-labelledby="history-equity">
      <h3 id="history-equity">Equity</h3>
      <Loaded of={view} what="the equity">{(data) => <Curve view={data} />}</Loaded>
    </section>
  );
}

function Curve({ view }: { view: EquityView }) {
  const option = useMemo(() => (colours: Palette) => equityOption(view, colours), [view]);
  const table = useMemo(() => ({
    head: ['Fold', 'From', 'To', 'Equity at its end', `${HOLD} at its end`],
    rows: view.folds.map((fold) => [fold.number, minute(fold.from), minute(fold.to), price(atEnd(view, view.equity, fold)), price(atEnd(view, view.buy_and_hold, fold))]),
  }), [view]);
  return (
    <>
      <RegimeKey view={view} />
      <Chart title={`Equity of ${view.strategy}, from ${price(view.initial_equity)}`} option={option} table={table} tall />
      {view.thinned_from !== null && <p class="soft">{`${whole(view.time.length)} of ${whole(view.thinned_from)} bars are drawn; the drawdown is that of what is drawn.`}</p>}
    </>
  );
}

/** Which colour of the band is which regime. */
function RegimeKey({ view }: { view: EquityView }) {
  const colours = palette(useDark());
  if (view.regimes.length === 0) return <p class="soft">The rules that its bars were classified by are gone, so no regimes are marked.</p>;
  const shown = [...new Set(view.regime)].sort((a, b) => (a < 0 ? 1 : b < 0 ? -1 : a - b));
  return (
    <div class="history-key">
      <span class="soft">The band has the regime of each bar; a bar in a trade has that of the decision:</span>
      <ul>
        {shown.map((regime) => {
          const name = regimeName(view, regime);
          return <li key={regime}><span aria-hidden="true" style={{ background: colourOf(name, view.regimes, colours) }} />{name}</li>;
        })}
      </ul>
    </div>
  );
}
