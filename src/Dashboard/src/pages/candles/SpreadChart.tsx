import { useMemo } from 'preact/hooks';
import type { BatchRun, Spread } from '../../api/candles';
import { axis, Chart, legend } from '../../charts/Chart';
import type { ChartOption } from '../../charts/echarts';
import type { Palette } from '../../charts/palette';
import { metricDigits, metricName } from '../../format/metrics';
import { decimals } from '../../format/numbers';
import { unixOf } from '../../format/times';
import { candleText } from './draft';

const SHOWN = ['roc_auc', 'accuracy'];
const SYMBOLS = ['circle', 'diamond'];
/** Means lie close together; their words do not. */
const PLACES = ['insideEndTop', 'insideStartBottom'] as const;

/** The figures of the tests over the candles they were trained from, with their means. */
export function SpreadChart({ runs, spread }: { runs: readonly BatchRun[]; spread: Readonly<Record<string, Spread>> }) {
  const tested = useMemo(() => runs.filter((run) => run.test_metrics !== null), [runs]);
  const option = useMemo(() => (colours: Palette): ChartOption => ({
    grid: { left: 8, right: 16, top: 40, bottom: 8, containLabel: true },
    legend: legend(colours),
    tooltip: { trigger: 'axis', valueFormatter: (value) => decimals(Number(value), 4) },
    xAxis: { type: 'category', data: tested.map((run) => candleText(unixOf(run.candle_date))), ...axis(colours) },
    yAxis: { type: 'value', scale: true, ...axis(colours) },
    series: SHOWN.map((name, index) => ({
      name: metricName(name), type: 'scatter' as const, symbol: SYMBOLS[index] ?? 'circle', symbolSize: 11, data: tested.map((run) => run.test_metrics?.[name] ?? null),
      ...(spread[name] ? {
        markLine: {
          silent: true, symbol: 'none', data: [{ yAxis: spread[name].mean }],
          label: { formatter: `mean of ${metricName(name)} ${decimals(spread[name].mean, 3)}`, color: colours.text, position: PLACES[index] ?? 'end' },
          lineStyle: { type: 'dashed' as const },
        },
      } : {}),
    })),
  }), [tested, spread]);
  const table = useMemo(() => ({
    head: ['Candle', ...SHOWN.map(metricName)],
    rows: tested.map((run) => [candleText(unixOf(run.candle_date)), ...SHOWN.map((name) => metricDigits(name, run.test_metrics?.[name]))]),
  }), [tested]);
  return <Chart title="Tests over their candles" option={option} table={table} />;
}
