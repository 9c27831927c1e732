import { useMemo } from 'preact/hooks';
import { axis, Chart } from '../../../charts/Chart';
import type { ChartOption } from '../../../charts/echarts';
import type { Palette } from '../../../charts/palette';
import { percent } from '../../../format/numbers';

/** The share of each parameter in the differences between trials, the largest on top. */
export function ImportanceChart({ shares }: { shares: readonly { name: string; share: number }[] }) {
  const option = useMemo(() => (colours: Palette): ChartOption => ({
    grid: { left: 8, right: 56, top: 8, bottom: 24, containLabel: true },
    xAxis: { type: 'value', min: 0, ...axis(colours), axisLabel: { color: colours.soft, hideOverlap: true, formatter: (value: number) => percent(value, 0) } },
    yAxis: { type: 'category', inverse: true, data: shares.map((one) => one.name), ...axis(colours), axisLabel: { color: colours.text } },
    series: [{
      type: 'bar', data: shares.map((one) => one.share), barMaxWidth: 22,
      label: { show: true, position: 'right', color: colours.text, formatter: ({ value }) => percent(Number(value), 0) },
    }],
  }), [shares]);
  const table = useMemo(() => ({ head: ['Parameter', 'Share'], rows: shares.map((one) => [one.name, percent(one.share)]) }), [shares]);
  if (shares.length === 0) return <p>There were too few trials to tell which parameter matters.</p>;
  return <Chart title="Importance of each parameter" option={option} table={table} />;
}
