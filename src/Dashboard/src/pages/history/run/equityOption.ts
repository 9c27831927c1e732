import type { EquityView } from '../../../api/runDetail';
import { axis, legend } from '../../../charts/Chart';
import type { ChartOption } from '../../../charts/echarts';
import { colourOf, type Palette } from '../../../charts/palette';
import { NOTHING, percent, price } from '../../../format/numbers';
import { minute } from '../../../format/times';
import { drawdown, pointsOf, stretches } from './equity';

export const HOLD = 'Buy and hold';
const UNCLASSIFIED = 'unclassified';
const POSITIONS: Record<number, string> = { 1: 'long', 0: 'flat', [-1]: 'short' };
const SIDES = { left: 64, right: 16 };

/** Equity with the folds as areas, the drawdown below it, and the regimes as a band. */
export function equityOption(view: EquityView, colours: Palette): ChartOption {
  const [own, held] = [colours.series[0] ?? colours.text, colours.series[1] ?? colours.soft];
  const falls = drawdown(view.equity);
  const time = (gridIndex: number, labels: boolean) => ({
    type: 'time' as const, gridIndex, ...axis(colours), axisLabel: { show: labels, color: colours.soft, hideOverlap: true }, splitLine: { show: false },
  });
  const line = { type: 'line' as const, showSymbol: false, connectNulls: false, sampling: 'lttb' as const };
  const banded = view.regimes.length > 0;
  // The band needs a line to hang on.
  const floor = pointsOf(view, view.time.map(() => 0));
  return {
    legend: { ...legend(colours), data: [view.strategy, HOLD, 'Drawdown'] },
    grid: [{ ...SIDES, top: 36, height: '50%' }, { ...SIDES, top: '66%', height: '14%' }, { ...SIDES, top: '83%', height: 12 }],
    xAxis: [time(0, false), time(1, !banded), time(2, banded)],
    yAxis: [
      { ...axis(colours), gridIndex: 0, scale: true, axisLabel: { color: colours.soft, formatter: (value: number) => price(value).replace(/\.0+$/, '') } },
      { ...axis(colours), gridIndex: 1, max: 0, splitNumber: 2, axisLabel: { color: colours.soft, formatter: (value: number) => percent(value, 0) } },
      { gridIndex: 2, min: 0, max: 1, show: false },
    ],
    axisPointer: { link: [{ xAxisIndex: 'all' }] },
    tooltip: { trigger: 'axis', formatter: (shown) => words(view, falls, Array.isArray(shown) ? shown[0]?.value : shown.value) },
    dataZoom: [
      { type: 'inside', xAxisIndex: [0, 1, 2], zoomOnMouseWheel: 'ctrl' },
      { type: 'slider', xAxisIndex: [0, 1, 2], bottom: 4, height: 18, borderColor: colours.line, textStyle: { color: colours.soft }, labelFormatter: () => '' },
    ],
    series: [
      { ...line, name: view.strategy, data: pointsOf(view, view.equity), lineStyle: { width: 2, color: own }, itemStyle: { color: own }, markArea: foldAreas(view, colours) },
      { ...line, name: HOLD, data: pointsOf(view, view.buy_and_hold), lineStyle: { width: 1.5, color: held, type: 'dashed' }, itemStyle: { color: held } },
      {
        ...line, name: 'Drawdown', xAxisIndex: 1, yAxisIndex: 1, data: pointsOf(view, falls), lineStyle: { width: 1, color: colours.down }, itemStyle: { color: colours.down },
        areaStyle: { color: colours.down, opacity: 0.25 },
      },
      ...(banded ? [{ ...line, name: 'Regime', symbol: 'none', xAxisIndex: 2, yAxisIndex: 2, data: floor, lineStyle: { opacity: 0 }, markArea: regimeAreas(view, colours) }] : []),
    ],
  };
}

export function regimeName(view: EquityView, regime: number): string {
  return view.regimes[regime] ?? UNCLASSIFIED;
}

function foldAreas({ folds }: EquityView, colours: Palette) {
  return {
    silent: true,
    label: { color: colours.soft, position: 'insideTop' as const },
    data: folds.map((fold, index): [object, object] => [
      { name: `fold ${fold.number}`, xAxis: Date.parse(fold.from), itemStyle: { color: colours.none, opacity: index % 2 === 0 ? 0.2 : 0.06 } }, { xAxis: Date.parse(fold.to) },
    ]),
  };
}

function regimeAreas(view: EquityView, colours: Palette) {
  return {
    silent: true,
    data: stretches(view).map(({ from, to, regime }): [object, object] => [
      { xAxis: from, itemStyle: { color: colourOf(regimeName(view, regime), view.regimes, colours), opacity: 1 } }, { xAxis: to },
    ]),
  };
}

function words(view: EquityView, falls: readonly number[], point: unknown): string {
  const at = Array.isArray(point) ? view.time.indexOf(Math.round(Number(point[0]) / 1000)) : -1;
  const time = view.time[at];
  if (time === undefined) return '';
  return [
    minute(new Date(time * 1000).toISOString()),
    `equity ${price(view.equity[at])}`,
    `buy and hold ${price(view.buy_and_hold[at])}`,
    `drawdown ${percent(falls[at])}`,
    `position ${POSITIONS[view.position[at] ?? 0] ?? NOTHING}`,
    ...(view.regimes.length > 0 ? [`regime ${regimeName(view, view.regime[at] ?? -1)}`] : []),
  ].join('\n');
}
