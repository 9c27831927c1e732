import { describe, expect, it } from 'vitest';
import type { Board, Holder } from '../src/api/regimes';
import { radarOf } from '../src/pages/regimes/radar';
import { boardOf, holderOf, regimesOf, type Standing } from '../src/pages/regimes/standing';

const holder: Holder = {
  rank: 1, run_id: 'r', symbol: 'A', timeframe: '1h', model_type: 'ridge', configuration: '', strategy: 's', sharpe: 2, trades: 40, deflated_probability: null, since: '',
};
const global: Board = { board: 'global', version: 1, regimes: [] };
const own: Board = { board: 'A_1h', version: 1, regimes: [{ regime: 'calm', holders: [holder] }, { regime: 'gone', holders: [] }] };

describe('boards', () => {
  it('prefers a market its own board to the one of all', async () => {
    const among = (...boards: Board[]) => async (name: string) => boards.find((board) => board.board === name);

    expect([await boardOf('A', '1h', among(global, own)), await boardOf('B', '1h', among(global, own)), await boardOf('B', '1h', among(own))]).toEqual([own, global, undefined]);
  });

  it('shows every regime of the rules and those that only the board has', () => {
    expect(regimesOf(['bull', 'calm'], own)).toEqual(['bull', 'calm', 'gone']);
  });

  it('has no holder where none is', () => {
    expect([holderOf(own, 'calm'), holderOf(own, 'gone'), holderOf(undefined, 'calm')]).toEqual([holder, null, null]);
  });
});

describe('radar', () => {
  const standing = (regime: string, metrics: Record<string, number>): Standing => ({ regime, holder, score: { strategy: 's', regime, score: 1, trades: 40, metrics } });
  const better = standing('a', { sharpe: 4, win_rate: 0.6, max_drawdown: -0.25, total_return: 0.2 });
  const worse = standing('b', { sharpe: 1, win_rate: 0.4, max_drawdown: -0.5, total_return: -0.1 });

  it('draws shares of the best, and shares of all where the most is known', () => {
    const shares = Object.fromEntries(radarOf(worse, [better, worse]).map((axis) => [axis.name, axis.share]));
    expect(shares).toMatchObject({ Sharpe: 0.25, 'Win rate': 0.4, 'Kept of the peak': 0.5 });
  });

  it('has what is negative or unknown in the middle', () => {
    const shares = Object.fromEntries(radarOf(worse, [better, worse]).map((axis) => [axis.name, axis.share]));
    expect([shares['Return'], shares['Sortino']]).toEqual([0, 0]);
  });
});
