import { useMemo, useRef, useState } from 'preact/hooks';
import type { BacktestLine } from '../../../api/runDetail';
import { count, decimals, reasonOf } from '../../../format/numbers';
import { heatMap, moved, thresholds, tone } from './heat';

interface Props {
  regime: string;
  lines: readonly BacktestLine[];
  chosen: string | undefined;
  onPick: (strategy: string) => void;
}

/**
 * Sharpe of every strategy in one regime as colours: blue gains, orange loses, none is none. A table of buttons, so that it is read
 * and picked from without a mouse; the arrow keys go from cell to cell.
 */
export function HeatMap({ regime, lines, chosen, onPick }: Props) {
  const map = useMemo(() => heatMap(lines), [lines]);
  const table = useRef<HTMLTableElement>(null);
  const [focus, setFocus] = useState<string | null>(null);
  const stop = focus ?? (lines.some((line) => line.strategy === chosen) ? chosen : map.cells[0]?.find(Boolean)?.strategy);
  const onKey = (event: KeyboardEvent, row: number, column: number) => {
    const next = moved(row, column, event.key, map.rows.length, map.columns.length);
    if (!next) return;
    event.preventDefault();
    table.current?.querySelector<HTMLButtonElement>(`[data-cell="${next.join(' ')}"]`)?.focus();
  };
  return (
    <>
      <div class="table" role="region" aria-label="Heat map of the strategies" tabIndex={0}>
        <table ref={table} class="history-heat">
          <caption class="unseen">{`Sharpe of every strategy in ${regime}; each cell shows that strategy's equity`}</caption>
          <thead>
            <tr>
              <th scope="col" rowSpan={2}>Method / ensemble</th>
              {thresholds(map.columns).map(({ threshold, span }) => <th key={threshold} scope="colgroup" colSpan={span}>{`Confidence from ${threshold}`}</th>)}
            </tr>
            <tr>
              {map.columns.map(({ threshold, lookback }) => (
                <th key={`${threshold} ${lookback}`} scope="col" class="figure" title={`Lookback of ${lookback} bars`}>{`l${lookback}`}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {map.rows.map((name, row) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {map.cells[row]?.map((line, column) => (
                  <td key={column}>
                    {line && (
                      <Cell
                        line={line} end={map.end} place={`${row} ${column}`} chosen={line.strategy === chosen} stop={line.strategy === stop}
                        onPick={() => onPick(line.strategy)} onFocus={() => setFocus(line.strategy)} onKeyDown={(event) => onKey(event, row, column)}
                      />
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="history-scale">
        <span>{decimals(-map.end, 1)}</span><span class="ramp" aria-hidden="true" /><span>{decimals(map.end, 1)}</span>
        <span class="soft">Ratios beyond the ends have the colours of the ends.</span>
      </p>
    </>
  );
}

interface CellProps {
  line: BacktestLine;
  end: number;
  place: string;
  chosen: boolean;
  /** Whether Tab stops here: one of all cells. */
  stop: boolean;
  onPick: () => void;
  onFocus: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

function Cell({ line, end, place, chosen, stop, onPick, onFocus, onKeyDown }: CellProps) {
  const share = line.score === null ? 0 : tone(line.score, end);
  const reason = reasonOf(line.metrics['sharpe']) ?? 'it is undefined';
  const rest = line.score === null ? `, no Sharpe: ${reason}` : `, ${count(line.trades, 'trade')}`;
  return (
    <button
      type="button" class={share < 0 ? 'loss' : 'gain'} style={{ '--history-share': Math.abs(share).toFixed(3) }} data-cell={place} tabIndex={stop ? 0 : -1} aria-pressed={chosen}
      title={`${line.strategy}: Sharpe ${decimals(line.score)}${rest}`} onClick={onPick} onFocus={onFocus} onKeyDown={onKeyDown}
    >
      <span class="unseen">{`${line.strategy}: Sharpe `}</span>
      {decimals(line.score, 1)}
      <span class="unseen">{rest}</span>
    </button>
  );
}
