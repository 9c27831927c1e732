import { useMemo } from 'preact/hooks';
import { change } from '../../../address/address';
import type { LearnedFold } from '../../../api/runDetail';
import { axis, Chart } from '../../../charts/Chart';
import type { ChartOption } from '../../../charts/echarts';
import type { Palette } from '../../../charts/palette';
import { percent } from '../../../format/numbers';
import { SelectField } from '../../../ui/Field';
import { foldName } from './learning';

const DRAWN = 20;

/** On which inputs one fold's forecasts rest; the newest of the average unless another is chosen. */
export function Importance({ folds, chosen }: { folds: readonly LearnedFold[]; chosen: string | undefined }) {
  const known = folds.filter((fold) => fold.importance.length > 0);
  const fold = known.find((one) => String(one.number) === chosen) ?? known.findLast((one) => one.is_average) ?? known.at(-1);
  const option = useMemo(() => (colours: Palette) => optionOf(fold, colours), [fold]);
  const table = useMemo(() => ({ head: ['Input', 'Share'], rows: (fold?.importance ?? []).map(({ input, share }) => [input, percent(share, 2)]) }), [fold]);
  if (!fold) return null;
  const title = `The ${Math.min(DRAWN, fold.importance.length)} weightiest inputs of fold ${fold.number}`;
  const choices = known.map((one) => ({ value: String(one.number), text: foldName(one) }));
  return (
    <section class="panel" aria-labelledby="history-importance">
      <div class="spread">
        <h3 id="history-importance">Importance</h3>
        <SelectField label="Fold" value={String(fold.number)} choices={choices} onChange={(number) => change({ fold: number })} />
      </div>
      <Chart title={title} option={option} table={table} tall />
    </section>
  );
}

function optionOf(fold: LearnedFold | undefined, colours: Palette): ChartOption {
  const drawn = (fold?.importance ?? []).slice(0, DRAWN);
  return {
    grid: { left: 8, right: 64, top: 8, bottom: 28, containLabel: true },
    xAxis: { type: 'value', ...axis(colours), axisLabel: { color: colours.soft, hideOverlap: true, formatter: (value: number) => percent(value, 0) } },
    yAxis: { type: 'category', ...axis(colours), inverse: true, data: drawn.map(({ input }) => input), axisLabel: { color: colours.text, interval: 0 } },
    tooltip: { trigger: 'item', valueFormatter: (value) => (typeof value === 'number' ? percent(value, 2) : '') },
    series: [{
      type: 'bar', name: 'Share', data: drawn.map(({ share }) => share),
      label: { show: true, position: 'right', color: colours.soft, formatter: ({ value }) => percent(Number(value)) },
    }],
  };
}
