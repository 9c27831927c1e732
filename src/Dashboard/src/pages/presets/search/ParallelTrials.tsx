import { useMemo } from 'preact/hooks';
import type { Study, Trial } from '../../../api/studies';
import { Chart } from '../../../charts/Chart';
import type { ChartOption } from '../../../charts/echarts';
import type { Palette } from '../../../charts/palette';
import { axesOf, isOwnPoint, lineOf, spaceOf, type ParameterAxis } from './trials';

const WIDTH_OF_AXIS = 118;

/** Each trial as a line through its parameters to its value. */
export function ParallelTrials({ study, trials }: { study: Study; trials: readonly Trial[] }) {
  const axes = useMemo(() => axesOf(spaceOf(study.spec.space)), [study.spec.space]);
  const { objective, best } = study;
  const option = useMemo(() => (colours: Palette): ChartOption => {
    const own = trials.filter((trial) => isOwnPoint(trial) && trial.value !== null);
    const lines = (state: Trial['state']) => own.filter((trial) => trial.state === state).map((trial) => lineOf(axes, trial.hyper_parameters, trial.value ?? 0));
    const style = (color: string, width: number, opacity: number) => ({ lineStyle: { color, width, opacity }, smooth: false, emphasis: { lineStyle: { width: width + 1 } } });
    return {
      parallel: { left: 46, right: 60, top: 40, bottom: 26 },
      parallelAxis: [...axes.map((one, dim) => axisOption(one, dim, colours)), { dim: axes.length, name: objective, scale: true, ...look(colours) }],
      series: [
        { type: 'parallel', name: 'given up', data: lines('pruned'), ...style(colours.none, 1, 0.7) },
        { type: 'parallel', name: 'to the end', data: lines('complete'), ...style(colours.series[0] ?? colours.text, 1.2, 0.55) },
        { type: 'parallel', name: 'best', data: best ? [lineOf(axes, best.hyper_parameters, best.value)] : [], ...style(colours.series[1] ?? colours.text, 3.5, 1) },
      ],
    };
  }, [axes, trials, best, objective]);
  if (axes.length === 0) return null;
  return (
    <>
      <div class="presets-wide" role="region" aria-label="Parameters and value of each trial" tabIndex={0}>
        <div style={{ minWidth: `${(axes.length + 1) * WIDTH_OF_AXIS}px` }}>
          <Chart title={`Parameters and ${objective} of each trial`} option={option} tall />
        </div>
      </div>
      <p class="soft">
        Thick: the best. Grey: given up early, so that their value is of fewer folds. Without phase 4, which trains the finalists again. The figures are in the table of trials.
      </p>
    </>
  );
}

function axisOption(of: ParameterAxis, dim: number, colours: Palette) {
  const common = { dim, name: of.kind === 'log' ? `${of.name} (log)` : of.name, ...look(colours) };
  if (of.kind === 'choice') return { ...common, type: 'category' as const, data: of.choices ?? [] };
  return { ...common, type: of.kind === 'log' ? ('log' as const) : ('value' as const), min: of.low ?? 0, max: of.high ?? 1 };
}

function look(colours: Palette) {
  return {
    nameTextStyle: { color: colours.text, fontSize: 11 },
    axisLabel: { color: colours.soft, formatter: (value: string | number) => (typeof value === 'number' ? String(Number(value.toPrecision(3))) : value) },
    axisLine: { lineStyle: { color: colours.soft } },
    axisTick: { lineStyle: { color: colours.soft } },
  };
}
