import { useMemo } from 'preact/hooks';
import { change, type AddressQuery } from '../../../address/address';
import { useAnswer } from '../../../api/poll';
import { presets, type PerformanceEntry, type Preset } from '../../../api/presets';
import { axis, Chart, legend } from '../../../charts/Chart';
import type { ChartOption } from '../../../charts/echarts';
import type { Palette } from '../../../charts/palette';
import { minute } from '../../../format/times';
import { SelectField } from '../../../ui/Field';
import { Loaded } from '../../../ui/Loaded';
import { Empty } from '../../../ui/Notice';
import { metric } from '../words';
import { linesOf, namesOf } from './performance';

const LIMIT = 500;
/** Digits of a line's place; the chart's usual two would move it. */
const FINE = 8;

/** How a preset did later, on bars since it was published. */
export function PerformancePart({ preset, query }: { preset: Preset; query: AddressQuery }) {
  const { name } = preset;
  const log = useAnswer(`performance ${name}`, (signal) => presets.performance(name, LIMIT, signal));
  return (
    <Loaded of={log} what="its performance">
      {({ items, continuation }) => {
        const names = namesOf(items);
        const [first] = names;
        if (first === undefined) {
          return (
            <Empty>
              Nothing is logged of it yet. It is measured on the bars since it was published, 100 or more over at least a day: <code>./st presets freshness --measure</code>{' '}
              measures all published presets. <code>POST /api/presets/{name}/performance</code> logs figures of your own.
            </Empty>
          );
        }
        const wanted = query['metric'];
        const chosen = wanted !== undefined && names.includes(wanted) ? wanted : first;
        return (
          <section class="panel" aria-label="Performance over time">
            <div class="row">
              <SelectField label="Figure" value={chosen} choices={names} onChange={(figure) => change({ metric: figure })} hint="score is the mean ROC AUC over the horizons" />
            </div>
            <PerformanceChart entries={items} figure={chosen} published={preset.content.held_out?.preset[chosen === 'score' ? 'roc_auc' : chosen.replace(' ', '_')] ?? null} />
            {continuation !== null && <p class="soft">These are the newest {LIMIT} entries; ./st presets performance {name} lists more.</p>}
          </section>
        );
      }}
    </Loaded>
  );
}

function PerformanceChart({ entries, figure, published }: { entries: readonly PerformanceEntry[]; figure: string; published: number | null }) {
  const option = useMemo(() => (colours: Palette): ChartOption => {
    const lines = linesOf(entries, figure);
    const then = {
      symbol: 'none', precision: FINE, data: [{ yAxis: published ?? 0 }],
      lineStyle: { color: colours.soft, type: 'dashed' as const }, label: { color: colours.text, formatter: 'held out' },
    };
    return {
      grid: { left: 60, right: 70, top: 40, bottom: 34 },
      legend: legend(colours),
      xAxis: { type: 'time', ...axis(colours), axisLabel: { color: colours.soft, hideOverlap: true, formatter: '{yyyy}-{MM}-{dd}' } },
      yAxis: { type: 'value', scale: true, ...axis(colours) },
      tooltip: { trigger: 'axis' },
      series: lines.map((line, index) => ({
        type: 'line', name: line.name, data: line.points, symbolSize: 9, ...(published !== null && index === lines.length - 1 ? { markLine: then } : {}),
      })),
    };
  }, [entries, figure, published]);
  const table = useMemo(() => ({
    head: ['Version', 'Logged', figure],
    rows: linesOf(entries, figure).flatMap((line) => line.points.map(([at, value]) => [line.name, minute(new Date(at).toISOString()), metric(value)])),
  }), [entries, figure]);
  return <Chart title={`${figure} over time`} option={option} table={table} />;
}
