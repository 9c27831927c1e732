import { useMemo } from 'preact/hooks';
import type { CandleResults } from '../../api/candles';
import { axis, Chart } from '../../charts/Chart';
import type { ChartOption } from '../../charts/echarts';
import type { Palette } from '../../charts/palette';
import { percent } from '../../format/numbers';

const MOST = 20;

/** Share of the gain by feature, the largest at the top. */
export function ImportanceChart({ importance }: Pick<CandleResults, 'importance'>) {
  const shown = useMemo(() => importance.slice(0, MOST), [importance]);
  const option = useMemo(() => (colours: Palette): ChartOption => ({
    grid: { left: 8, right: 60, top: 8, bottom: 8, containLabel: true },
    tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' }, valueFormatter: (value) => percent(Number(value)) },
    xAxis: { type: 'value', ...axis(colours), axisLabel: { color: colours.soft, hideOverlap: true, formatter: (value: number) => percent(value, 0) } },
    yAxis: { type: 'category', inverse: true, data: shown.map((one) => one.feature), ...axis(colours) },
    series: [{
      type: 'bar', data: shown.map((one) => one.share), barMaxWidth: 18,
      label: { show: true, position: 'right', color: colours.text, formatter: ({ value }) => percent(Number(value)) },
    }],
  }), [shown]);
  const table = useMemo(() => ({ head: ['Feature', 'Share of the gain'], rows: importance.map((one) => [one.feature, percent(one.share)]) }), [importance]);
  return <Chart title="Feature importance: share of the gain" option={option} table={table} tall />;
}
