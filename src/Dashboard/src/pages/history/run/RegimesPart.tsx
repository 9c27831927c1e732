import { text } from '../../../address/address';
import type { BestStrategy, RegimeOutcome, RunDocument } from '../../../api/runs';
import { NOTHING, percent, whole } from '../../../format/numbers';
import { Badge } from '../../../ui/Badge';
import { Figure } from '../../../ui/Figure';
import { Empty } from '../../../ui/Notice';
import { Table, type Column } from '../../../ui/Table';
import type { PartProps } from './RunView';
import { Unscored } from './Unscored';
import { Verdict } from './Verdict';

export function RegimesPart({ run }: PartProps) {
  if (!run.score) return <Unscored run={run} />;
  return (
    <div class="stack">
      <section class="panel" aria-labelledby="history-best">
        <h3 id="history-best">The best strategy of each regime</h3>
        <p class="soft">
          Sharpe ratios are annualised. The deflated probability says how likely the ratio is more than luck, given how often this market was looked at. Buy and hold is one
          decision, so all of its bars belong to the regime in which it was taken; the last row compares all bars.
        </p>
        <Table caption="The best strategy of each regime" columns={columnsOf(run)} rows={run.score.best} rowKey={(best) => best.regime} />
      </section>
      {run.verdict ? <Verdict of={run.verdict} runId={run.id} /> : <Empty>It is not decided yet whether the model is kept.</Empty>}
    </div>
  );
}

function columnsOf(run: RunDocument): Column<BestStrategy>[] {
  const outcome = (best: BestStrategy): RegimeOutcome | undefined => run.verdict?.outcomes.find((one) => one.regime === best.regime);
  const baseline = (name: string) => (best: BestStrategy) => (
    <Figure of={run.score?.baselines[name]?.find((line) => line.name === best.regime)?.metrics['sharpe']} />
  );
  return [
    { key: 'regime', title: 'Regime', cell: (best) => (best.regime === 'total' ? <b>all bars</b> : best.regime) },
    { key: 'bars', title: 'Bars', figure: true, cell: (best) => whole(best.regime === 'total' ? undefined : run.score?.regime_bars[best.regime]) },
    { key: 'sharpe', title: 'Sharpe', figure: true, cell: (best) => <Figure of={best.score} /> },
    { key: 'trades', title: 'Trades', figure: true, cell: (best) => whole(best.trades) },
    { key: 'deflated', title: 'Deflated probability', figure: true, cell: (best) => <Figure of={outcome(best)?.candidate.deflated_probability} show={percent} /> },
    { key: 'hold', title: 'Buy and hold', figure: true, cell: baseline('buy_and_hold') },
    { key: 'naive', title: 'Naive line', figure: true, cell: baseline('naive') },
    { key: 'outcome', title: 'Verdict', cell: (best) => <Outcome of={outcome(best)} /> },
    {
      key: 'strategy', title: 'Strategy', cell: (best) => (
        <a class="nowrap" href={text('history', [run.id], { part: 'strategies', regime: best.regime, strategy: best.strategy })}>{best.strategy}</a>
      ),
    },
  ];
}

function Outcome({ of }: { of: RegimeOutcome | undefined }) {
  return of ? <span title={of.text}><Badge state={of.kind} /></span> : <>{NOTHING}</>;
}
