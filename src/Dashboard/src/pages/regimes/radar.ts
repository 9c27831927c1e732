import { decimals, percent } from '../../format/numbers';
import { figureOf } from './figures';
import type { Standing } from './standing';

interface RadarAxis {
  name: string;
  /** 0 at the middle, 1 at the rim. */
  share: number;
  text: string;
  bestText: string;
}

interface Figure {
  name: string;
  key: string;
  show: (value: number | null) => string;
  /** The rim is 1 whatever the others have: a share of all, where the most is known. */
  whole?: boolean;
  /** From a figure where more is worse to one where more is better. */
  turn?: (value: number) => number;
}

const FIGURES: readonly Figure[] = [
  { name: 'Sharpe', key: 'sharpe', show: decimals },
  { name: 'Sortino', key: 'sortino', show: decimals },
  { name: 'Win rate', key: 'win_rate', show: percent, whole: true },
  { name: 'Profit factor', key: 'profit_factor', show: decimals },
  { name: 'Kept of the peak', key: 'max_drawdown', show: percent, whole: true, turn: (value) => 1 - Math.abs(value) },
  { name: 'Return', key: 'total_return', show: percent },
];

/** The figures of one standing as shares of the best among `all`; what is negative or unknown lies in the middle. */
export function radarOf(one: Standing, all: readonly Standing[]): RadarAxis[] {
  return FIGURES.map((figure) => {
    const of = (row: Standing) => {
      const value = figureOf(row, figure.key);
      return value === null || !figure.turn ? value : figure.turn(value);
    };
    const own = of(one);
    const best = Math.max(0, ...all.map((row) => of(row) ?? 0));
    const rim = figure.whole ? 1 : best;
    return { name: figure.name, share: own === null || rim <= 0 ? 0 : Math.max(0, own / rim), text: figure.show(own), bestText: figure.show(best) };
  });
}
