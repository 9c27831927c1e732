import { useMemo } from 'preact/hooks';
import { text } from '../../address/address';
import { usePoll } from '../../api/poll';
import { regimes } from '../../api/regimes';
import { decimals, percent } from '../../format/numbers';
import { second } from '../../format/times';
import { spaced } from '../../format/words';
import { Figure } from '../../ui/Figure';
import { Loaded } from '../../ui/Loaded';
import { Notice } from '../../ui/Notice';
import { Table, type Column } from '../../ui/Table';
import { RegimeCharts } from './RegimeCharts';
import { boardOf, holderOf, regimesOf, type Standing } from './standing';

const COLUMNS: readonly Column<Standing>[] = [
  { key: 'regime', title: 'Regime', cell: (one) => spaced(one.regime) },
  { key: 'best', title: 'Has best', cell: ({ holder }) => <span class={`badge ${holder ? 'good' : 'quiet'}`}>{holder ? '✓ yes' : 'no'}</span> },
  { key: 'model', title: 'Model', cell: ({ holder }) => holder && <a href={text('history', [holder.run_id])} title={holder.configuration}>{holder.model_type}</a> },
  { key: 'strategy', title: 'Strategy', cell: ({ holder }) => holder && <code>{holder.strategy}</code> },
  { key: 'sharpe', title: 'Sharpe', figure: true, cell: ({ holder }) => holder && decimals(holder.sharpe) },
  { key: 'skill', title: 'P(skill)', figure: true, cell: ({ holder }) => holder && decimals(holder.deflated_probability) },
  { key: 'drawdown', title: 'Max drawdown', figure: true, cell: ({ score }) => score && <Figure of={score.metrics['max_drawdown']} show={percent} /> },
  { key: 'win', title: 'Win rate', figure: true, cell: ({ score }) => score && <Figure of={score.metrics['win_rate']} show={percent} /> },
  { key: 'trades', title: 'Trades', figure: true, cell: ({ holder }) => holder && holder.trades },
  { key: 'since', title: 'Achieved at', cell: ({ holder }) => holder && second(holder.since) },
];

/** The best model of each regime, as a table and as drawings. */
export function BestPart({ symbol, timeframe, names }: { symbol: string; timeframe: string; names: readonly string[] }) {
  const standings = usePoll(
    `standings ${symbol} ${timeframe} ${names.join()}`,
    async (signal): Promise<Standing[]> => {
      const board = await boardOf(symbol, timeframe, (name) => regimes.board(name, signal));
      return Promise.all(regimesOf(names, board).map(async (regime) => {
        const holder = holderOf(board, regime);
        return { regime, holder, score: holder ? await regimes.scoreOf(holder, regime, signal) : null };
      }));
    },
    15_000,
  );
  return (
    <Loaded of={standings} what="the best models">
      {(rows) => <Standings rows={rows} />}
    </Loaded>
  );
}

function Standings({ rows }: { rows: readonly Standing[] }) {
  const held = rows.filter((row) => row.holder !== null);
  const doubtful = held.filter((row) => (row.holder?.deflated_probability ?? 0) < 0.95);
  // The poll brings equal rows again and again; the drawings are made anew only for others.
  const text = JSON.stringify(rows);
  const stable = useMemo(() => rows, [text]);
  return (
    <>
      <Table caption="The best model of each regime" columns={COLUMNS} rows={rows} rowKey={(row) => row.regime} />
      {held.length === 0 && (
        <Notice>No regime of this market has a best model yet. <a href="#/queue">Train a grid</a>: a model stays where it is the best and its score is above zero.</Notice>
      )}
      {doubtful.length > 0 && (
        <Notice>
          P(skill) is the probability that the Sharpe ratio is more than the luck of as many tries as this market has seen; {doubtful.length} of {held.length} are below 0.95,
          where luck is a fair explanation.
        </Notice>
      )}
      <RegimeCharts rows={stable} />
    </>
  );
}
