import type { Board, Holder } from '../../api/regimes';
import type { BacktestLine } from '../../api/runDetail';

/** A regime of a market with its best model, or without one. */
export interface Standing {
  regime: string;
  holder: Holder | null;
  score: BacktestLine | null;
}

/** The board that decides for a market: its own, else the one of all markets. */
export async function boardOf(symbol: string, timeframe: string, find: (board: string) => Promise<Board | undefined>): Promise<Board | undefined> {
  return (await find(`${symbol}_${timeframe}`)) ?? find('global');
}

/** Regimes in the order of the rules, then those that the board still has from rules that are gone. */
export function regimesOf(names: readonly string[], board: Board | undefined): string[] {
  const held = board?.regimes.map((one) => one.regime) ?? [];
  return [...names, ...held.filter((name) => !names.includes(name))];
}

export function holderOf(board: Board | undefined, regime: string): Holder | null {
  return board?.regimes.find((one) => one.regime === regime)?.holders[0] ?? null;
}
