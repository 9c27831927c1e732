import { useMemo } from 'preact/hooks';
import type { Study, Trial } from '../../../api/studies';
import { axis, Chart, legend } from '../../../charts/Chart';
import type { ChartOption } from '../../../charts/echarts';
import type { Palette } from '../../../charts/palette';
import { metric, phaseName } from '../words';
import { spansOf } from './trials';

/** A phase with a smaller share of the trials is named by its number alone. */
const NARROW = 0.12;

/** Every trial by its number, the best so far as steps, and the phases as areas behind them. */
export function BestSoFar({ study, trials }: { study: Study; trials: readonly Trial[] }) {
  const { history, objective } = study;
  const option = useMemo(() => (colours: Palette): ChartOption => {
    const spans = spansOf(trials);
    const last = spans.at(-1)?.last ?? 0;
    const best: [number, number][] = history.map((one) => [one.number, one.value]);
    const latest = history.at(-1);
    if (latest && last > latest.number) best.push([last, latest.value]);
    const points = (state: Trial['state']) => trials.filter((trial) => trial.state === state && trial.value !== null).map((trial) => [trial.number, trial.value ?? 0]);
    return {
      grid: { left: 64, right: 16, top: 54, bottom: 44 },
      legend: legend(colours),
      xAxis: { type: 'value', min: 0, max: Math.max(1, last), minInterval: 1, ...axis(colours, 'trial'), nameLocation: 'middle', nameGap: 26 },
      yAxis: { type: 'value', scale: true, ...axis(colours, objective) },
      tooltip: { trigger: 'item' },
      series: [
        { type: 'scatter', name: 'given up', symbol: 'emptyCircle', symbolSize: 7, itemStyle: { color: colours.none }, data: points('pruned') },
        { type: 'scatter', name: 'to the end', symbolSize: 8, itemStyle: { color: colours.series[0] ?? colours.text }, data: points('complete') },
        {
          type: 'line', name: 'best so far', step: 'end', showSymbol: false, lineStyle: { width: 2.5 }, color: colours.series[1] ?? colours.text, data: best,
          markArea: {
            silent: true, label: { color: colours.soft, position: 'top' },
            data: spans.map(({ phase, first, last: end }) => [
              { name: end - first < last * NARROW ? String(phase) : phaseName(phase), xAxis: first, itemStyle: { color: colours.line, opacity: phase % 2 === 0 ? 0.4 : 0.15 } },
              { xAxis: Math.max(end, first + 1) },
            ]),
          },
        },
      ],
    };
  }, [trials, history, objective]);
  const table = useMemo(() => ({
    head: ['Trial', 'Phase', `Best ${objective} so far`],
    rows: history.map((one) => [one.number, phaseName(one.phase), metric(one.value)]),
  }), [history, objective]);
  return <Chart title="Best so far over the trials" option={option} table={table} />;
}
