import { useMemo } from 'preact/hooks';
import { change } from '../../../address/address';
import type { LearnedFold } from '../../../api/runDetail';
import { axis, Chart, legend } from '../../../charts/Chart';
import type { ChartOption } from '../../../charts/echarts';
import type { Palette } from '../../../charts/palette';
import { decimals, whole } from '../../../format/numbers';
import { named } from '../../../format/words';
import { SelectField } from '../../../ui/Field';
import { bestOf, curveNames, curveOf, foldName, valueAt } from './learning';

/** A measure by iteration, a line a fold; the mark is the iteration that the fold predicts with. */
export function LearningCurves({ folds, chosen }: { folds: readonly LearnedFold[]; chosen: string | undefined }) {
  const names = curveNames(folds);
  const name = names.find((one) => one === chosen) ?? names[0];
  const option = useMemo(() => (colours: Palette) => optionOf(folds, name ?? '', colours), [folds, name]);
  const table = useMemo(() => ({ head: ['Fold', 'Iterations', 'Best iteration', 'Value there'], rows: folds.flatMap((fold) => rowOf(fold, name ?? '')) }), [folds, name]);
  if (name === undefined) return null;
  return (
    <section class="panel" aria-labelledby="history-curves">
      <div class="spread">
        <h3 id="history-curves">Learning curves</h3>
        <SelectField label="Measure" value={name} choices={names.map((value) => ({ value, text: named(value) }))} onChange={(curve) => change({ curve })} />
      </div>
      <Chart title={`${named(name)} by iteration`} option={option} table={table} />
    </section>
  );
}

function rowOf(fold: LearnedFold, name: string): (string | number)[][] {
  const curve = curveOf(fold, name);
  if (!curve) return [];
  const best = bestOf(fold, curve);
  return [[foldName(fold), whole(curve.values.length), whole(best), decimals(valueAt(curve, best), 6)]];
}

function optionOf(folds: readonly LearnedFold[], name: string, colours: Palette): ChartOption {
  const series = folds.flatMap((fold, index) => {
    const curve = curveOf(fold, name);
    if (!curve) return [];
    const color = colours.series[index % colours.series.length] ?? colours.text;
    const best = bestOf(fold, curve);
    const bestValue = valueAt(curve, best);
    const line = {
      type: 'line' as const, name: foldName(fold), showSymbol: false, data: curve.values.map((value, at) => [at + curve.first_iteration, value]),
      lineStyle: { color, width: 2, type: fold.is_average ? 'solid' as const : 'dashed' as const }, itemStyle: { color },
    };
    const mark = { type: 'scatter' as const, name: foldName(fold), data: bestValue === null ? [] : [[best, bestValue]], symbol: 'diamond', symbolSize: 11, itemStyle: { color } };
    return [line, mark];
  });
  return {
    legend: legend(colours),
    grid: { left: 64, right: 20, top: 36, bottom: 44 },
    xAxis: { type: 'value', ...axis(colours, 'iteration'), nameLocation: 'middle', nameGap: 28, minInterval: 1, min: 'dataMin' },
    yAxis: { type: 'value', ...axis(colours), scale: true },
    tooltip: { trigger: 'axis', valueFormatter: (value) => (typeof value === 'number' ? decimals(value, 6) : '') },
    series,
  };
}
