import { useMemo } from 'preact/hooks';
import type { SeedValue } from '../../../api/presetContent';
import { axis, Chart } from '../../../charts/Chart';
import type { ChartOption } from '../../../charts/echarts';
import type { Palette } from '../../../charts/palette';
import { Facts } from '../../../ui/Facts';
import { metric } from '../words';

/** Digits of a line's place; the chart's usual two would move it. */
const FINE = 8;

interface Props {
  seeds: readonly SeedValue[];
  mean: number;
  spread: number;
  median_seed: number;
  objective: string;
}

/** The same hyper-parameters with many seeds: what of the figure is the preset, and what is luck. */
export function StabilityChart({ seeds, mean, spread, median_seed: median, objective }: Props) {
  const option = useMemo(() => (colours: Palette): ChartOption => ({
    grid: { left: 60, right: 48, top: 24, bottom: 46 },
    xAxis: { type: 'category', data: seeds.map((one) => String(one.seed)), ...axis(colours, 'seed'), nameLocation: 'middle', nameGap: 28 },
    yAxis: { type: 'value', scale: true, ...axis(colours, objective) },
    tooltip: {},
    series: [{
      type: 'scatter', symbolSize: 13,
      data: seeds.map(({ seed, value }) => {
        const kept = seed === median;
        return { value, symbol: kept ? 'diamond' : 'circle', itemStyle: { color: colours.series[kept ? 1 : 0] ?? colours.text } };
      }),
      markLine: { symbol: 'none', precision: FINE, lineStyle: { color: colours.soft }, label: { color: colours.text, formatter: 'mean' }, data: [{ yAxis: mean }] },
    }],
  }), [seeds, mean, median, objective]);
  const table = useMemo(() => ({ head: ['Seed', objective], rows: seeds.map((one) => [one.seed, metric(one.value)]) }), [seeds, objective]);
  if (seeds.length < 2) {
    return (
      <section class="panel" aria-label="Stability">
        <h3>Stability over seeds</h3>
        <p>It was trained with one seed only: the search ended before its fourth phase, so nothing says how much of its figure is luck.</p>
      </section>
    );
  }
  return (
    <section class="panel" aria-label="Stability">
      <Chart title={`${objective} of each seed`} option={option} table={table} />
      <Facts of={[['Mean', metric(mean)], ['Spread', metric(spread)], ['Median seed, the one that is kept (diamond)', median]]} />
    </section>
  );
}
