import { useAnswer } from '../../../api/poll';
import { runDetail, type BacktestLine } from '../../../api/runDetail';
import type { Metrics, RunDocument } from '../../../api/runs';
import { decimals, percent, whole } from '../../../format/numbers';
import { Figure } from '../../../ui/Figure';
import { Loaded } from '../../../ui/Loaded';
import { Table, type Column } from '../../../ui/Table';

interface Row {
  name: string;
  figures: Metrics;
}

const FIGURES: readonly [string, string, (value: number | null) => string][] = [
  ['bars', 'Bars', whole], ['trades', 'Trades', whole], ['sharpe', 'Sharpe', decimals], ['sortino', 'Sortino', decimals],
  ['total_return', 'Return', percent], ['max_drawdown', 'Max drawdown', percent], ['win_rate', 'Win rate', percent],
  ['profit_factor', 'Profit factor', decimals], ['expectancy', 'Expectancy', (value) => percent(value, 3)], ['hit_rate', 'Hit rate', percent],
  ['exposure', 'Exposure', percent], ['turnover', 'Turnover a year', (value) => decimals(value, 1)],
];

const COLUMNS: readonly Column<Row>[] = [
  { key: 'name', title: 'Bars of', cell: (row) => <span class="nowrap">{row.name}</span> },
  ...FIGURES.map(([key, title, show]): Column<Row> => ({ key, title, figure: true, cell: (row) => <Figure of={row.figures[key]} show={show} /> })),
];

/** One strategy regime by regime, with what would have been made without any model. */
export function StrategyFigures({ run, strategy }: { run: RunDocument; strategy: string }) {
  const lines = useAnswer(`${run.id} ${strategy}`, (signal) => runDetail.backtests(run.id, { strategy }, signal));
  return (
    <section class="panel" aria-labelledby="history-figures">
      <h3 id="history-figures">{`Figures of ${strategy}`}</h3>
      <Loaded of={lines} what="its figures">
        {(data) => (
          <div class="history-tight">
            <Table
              caption={`Figures of ${strategy}, regime by regime`} columns={COLUMNS} rows={rowsOf(run, data)} rowKey={(row) => row.name}
              empty="This strategy was not scored."
            />
          </div>
        )}
      </Loaded>
    </section>
  );
}

function rowsOf(run: RunDocument, lines: readonly BacktestLine[]): Row[] {
  const order = (run.score?.best ?? []).map((best) => best.regime);
  const sorted = [...lines].sort((a, b) => order.indexOf(a.regime) - order.indexOf(b.regime));
  const baseline = (key: string, name: string): Row[] => {
    const total = run.score?.baselines[key]?.find((line) => line.name === 'total');
    return total ? [{ name, figures: total.metrics }] : [];
  };
  return [
    ...sorted.map((line) => ({ name: line.regime === 'total' ? 'all bars' : line.regime, figures: line.metrics })),
    ...baseline('buy_and_hold', 'all: buy and hold'),
    ...baseline('naive', 'all: naive line'),
  ];
}
