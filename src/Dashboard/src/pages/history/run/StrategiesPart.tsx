import { change } from '../../../address/address';
import { useAnswer } from '../../../api/poll';
import { runDetail, type BacktestLine } from '../../../api/runDetail';
import { decimals } from '../../../format/numbers';
import { SelectField } from '../../../ui/Field';
import { Loaded } from '../../../ui/Loaded';
import { Empty } from '../../../ui/Notice';
import { Equity } from './Equity';
import { HeatMap } from './HeatMap';
import type { PartProps } from './RunView';
import { StrategyFigures } from './StrategyFigures';
import { Unscored } from './Unscored';

const ALL_BARS = 'total';

/** Every strategy of the run in one regime, and one of them closely. Which are in the address. */
export function StrategiesPart({ run, query }: PartProps) {
  const regime = query['regime'] ?? ALL_BARS;
  const best = run.score?.best;
  const strategy = query['strategy'] ?? best?.find((one) => one.regime === ALL_BARS)?.strategy;
  const lines = useAnswer(best ? `${run.id} ${regime}` : null, (signal) => runDetail.backtests(run.id, { regime }, signal));
  if (!best) return <Unscored run={run} />;
  const regimes = best.map((one) => ({ value: one.regime, text: one.regime === ALL_BARS ? 'all bars' : one.regime }));
  const pick = (name: string) => change({ strategy: name });
  return (
    <div class="stack">
      <section class="panel" aria-labelledby="history-heat">
        <div class="spread">
          <h3 id="history-heat">Sharpe of every strategy</h3>
          <div class="row history-picks">
            <SelectField label="Regime" value={regime} choices={regimes} onChange={(name) => change({ regime: name === ALL_BARS ? null : name })} />
            <SelectField label="Strategy" value={strategy ?? ''} choices={choicesOf(lines.data ?? [], strategy)} onChange={pick} />
          </div>
        </div>
        <Loaded of={lines} what="the strategies">
          {(data) => data.length === 0 ? <Empty>There are no backtests of this regime.</Empty> : (
            <>
              <HeatMap regime={regime === ALL_BARS ? 'all bars' : regime} lines={data} chosen={strategy} onPick={pick} />
              <p class="soft">
                Pick a cell to see that strategy's equity. The best of so many looks good by luck alone; the deflated probability under "Regimes and verdict" allows for that.
              </p>
            </>
          )}
        </Loaded>
      </section>
      {strategy && <Equity run={run} strategy={strategy} />}
      {strategy && <StrategyFigures run={run} strategy={strategy} />}
    </div>
  );
}

/** The best first; the chosen one is always among them. */
function choicesOf(lines: readonly BacktestLine[], chosen: string | undefined) {
  const sorted = [...lines].sort((a, b) => (b.score ?? -Infinity) - (a.score ?? -Infinity));
  const choices = sorted.map(({ strategy, score }) => ({ value: strategy, text: `${strategy} (${decimals(score)})` }));
  return chosen && !lines.some((line) => line.strategy === chosen) ? [{ value: chosen, text: chosen }, ...choices] : choices;
}
