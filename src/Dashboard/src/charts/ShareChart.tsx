import { useMemo } from 'preact/hooks';
import { percent } from '../format/numbers';
import { axis, Chart } from './Chart';
import type { ChartOption } from './echarts';
import type { Palette } from './palette';

interface Share {
  name: string;
  share: number;
}

interface Props {
  title: string;
  /** What has the shares, as the head of the table: "Input". */
  of: string;
  /** The largest first. Keep it stable: another list draws anew. */
  shares: readonly Share[];
  tall?: boolean;
}

/** More would be too thin to be read; the table has all. */
export const MOST_SHARES = 20;

/** Shares as bars from the left, the largest at the top. */
export function ShareChart({ title, of, shares, tall = false }: Props) {
  const option = useMemo(() => (colours: Palette) => optionOf(shares.slice(0, MOST_SHARES), colours), [shares]);
  const table = useMemo(() => ({ head: [of, 'Share'], rows: shares.map(({ name, share }) => [name, percent(share, 2)]) }), [of, shares]);
  return <Chart title={title} option={option} table={table} tall={tall} />;
}

function optionOf(shares: readonly Share[], colours: Palette): ChartOption {
  return {
    grid: { left: 8, right: 64, top: 8, bottom: 24, containLabel: true },
    xAxis: { type: 'value', min: 0, ...axis(colours), axisLabel: { color: colours.soft, hideOverlap: true, formatter: (value: number) => percent(value, 0) } },
    yAxis: { type: 'category', inverse: true, data: shares.map(({ name }) => name), ...axis(colours), axisLabel: { color: colours.text, interval: 0 } },
    tooltip: { trigger: 'item', valueFormatter: (value) => (typeof value === 'number' ? percent(value, 2) : '') },
    series: [{
      type: 'bar', name: 'Share', data: shares.map(({ share }) => share), barMaxWidth: 22,
      label: { show: true, position: 'right', color: colours.text, formatter: ({ value }) => percent(Number(value)) },
    }],
  };
}
