import { useMemo, useState } from 'preact/hooks';
import { axis, Chart } from '../../charts/Chart';
import type { ChartOption } from '../../charts/echarts';
import type { Palette } from '../../charts/palette';
import { decimals, percent } from '../../format/numbers';
import { spaced } from '../../format/words';
import { SelectField } from '../../ui/Field';
import { figureOf } from './figures';
import { radarOf } from './radar';
import type { Standing } from './standing';

interface BarsOf {
  title: string;
  value: (row: Standing) => number | null;
  show: (value: number | null) => string;
  /** On the axis, where round values stand. */
  tick: (value: number) => string;
  /** A line to compare with. */
  line?: { at: number; name: string };
  /** Colour of a bar that has a value. */
  tone: (value: number, colours: Palette) => string;
}

const BARS: readonly BarsOf[] = [
  {
    title: 'Sharpe ratio by regime', value: (row) => row.holder?.sharpe ?? null, show: decimals, tick: String,
    tone: (value, colours) => (value >= 0 ? colours.up : colours.down),
  },
  { title: 'Max drawdown by regime', value: (row) => figureOf(row, 'max_drawdown'), show: percent, tick: (value) => percent(value, 0), tone: (_, colours) => colours.down },
  {
    title: 'Win rate by regime', value: (row) => figureOf(row, 'win_rate'), show: percent, tick: (value) => percent(value, 0), line: { at: 0.5, name: '50 %' },
    tone: (value, colours) => (value >= 0.5 ? colours.up : colours.series[1] ?? colours.down),
  },
];

export function RegimeCharts({ rows }: { rows: readonly Standing[] }) {
  return (
    <div class="columns">
      {BARS.map((bars) => <div key={bars.title} class="panel"><BarsChart rows={rows} bars={bars} /></div>)}
      <div class="panel"><BestRadar rows={rows} /></div>
    </div>
  );
}

function BarsChart({ rows, bars }: { rows: readonly Standing[]; bars: BarsOf }) {
  const option = useMemo(() => (colours: Palette) => barsOption(rows, bars, colours), [rows, bars]);
  const table = useMemo(() => ({ head: ['Regime', bars.title], rows: rows.map((row) => [nameOf(row), bars.show(bars.value(row))]) }), [rows, bars]);
  return <Chart title={bars.title} option={option} table={table} />;
}

function barsOption(rows: readonly Standing[], bars: BarsOf, colours: Palette): ChartOption {
  return {
    grid: { left: 8, right: 16, top: 16, bottom: 8, containLabel: true },
    tooltip: { valueFormatter: (value) => (typeof value === 'number' ? bars.show(value) : 'no best model') },
    xAxis: { type: 'category', data: rows.map(nameOf), ...axis(colours), axisLabel: { color: colours.soft, interval: 0, width: 86, overflow: 'break', lineHeight: 14 } },
    yAxis: { type: 'value', ...axis(colours), axisLabel: { color: colours.soft, formatter: bars.tick } },
    series: [{
      type: 'bar',
      barMaxWidth: 64,
      // A regime without a best model has a grey stub, so that it is seen to be empty and not forgotten.
      data: rows.map((row) => {
        const value = bars.value(row);
        return {
          value: value ?? 0, label: { position: (value ?? 0) < 0 ? 'bottom' : 'top' }, itemStyle: { color: value === null ? colours.none : bars.tone(value, colours) },
        };
      }),
      barMinHeight: 3,
      label: { show: true, color: colours.text, formatter: (params) => labelOf(rows[params.dataIndex], bars) },
      ...(bars.line ? { markLine: lineAt(bars.line, colours) } : {}),
    }],
  };
}

function lineAt(line: { at: number; name: string }, colours: Palette) {
  return {
    symbol: 'none', lineStyle: { color: colours.soft, type: 'dashed' as const }, data: [{ yAxis: line.at }],
    label: { color: colours.text, formatter: line.name, position: 'insideEndTop' as const },
  };
}

function labelOf(row: Standing | undefined, bars: BarsOf): string {
  const value = row ? bars.value(row) : null;
  return value === null ? 'none' : bars.show(value);
}

/** The best model of one regime by six figures; each axis ends where the best of the market's regimes is. */
function BestRadar({ rows }: { rows: readonly Standing[] }) {
  const held = rows.filter((row) => row.score !== null);
  const [chosen, setChosen] = useState('');
  const best = held.find((row) => row.regime === chosen) ?? [...held].sort((a, b) => (b.holder?.sharpe ?? 0) - (a.holder?.sharpe ?? 0))[0];
  const axes = useMemo(() => (best ? radarOf(best, held) : []), [rows, best?.regime]);
  const option = useMemo(() => (colours: Palette): ChartOption => ({
    radar: {
      indicator: axes.map((one) => ({ name: one.name, min: 0, max: 1 })), radius: '72%', axisName: { color: colours.text }, splitArea: { show: false },
      splitLine: { lineStyle: { color: colours.line } }, axisLine: { lineStyle: { color: colours.line } },
    },
    series: [{ type: 'radar', data: [{ value: axes.map((one) => one.share), areaStyle: { opacity: 0.25 } }] }],
  }), [axes]);
  const table = useMemo(() => ({ head: ['Figure', 'Value', 'Best of the regimes'], rows: axes.map((one) => [one.name, one.text, one.bestText]) }), [axes]);
  if (!best) return <p class="soft">No best model to draw yet.</p>;
  return (
    <>
      <SelectField label="Best model of" value={best.regime} onChange={setChosen} choices={held.map((row) => ({ value: row.regime, text: nameOf(row) }))} />
      <Chart title={`Best model in ${nameOf(best)}: ${best.holder?.model_type ?? ''}`} option={option} table={table} />
    </>
  );
}

function nameOf(row: Standing): string {
  return spaced(row.regime);
}
