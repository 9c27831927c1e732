import type { RunScore } from '../../../api/runs';
import { metricName, metricText } from '../../../format/metrics';
import { NOTHING } from '../../../format/numbers';
import { Table, type Column } from '../../../ui/Table';
import { metricRows, type MetricRow } from './metrics';

const COLUMNS: readonly Column<MetricRow>[] = [
  { key: 'metric', title: 'Metric', cell: (row) => metricName(row.name) },
  { key: 'average', title: 'Average', figure: true, cell: (row) => metricText(row.name, row.average) },
  { key: 'staleness', title: 'Staleness', figure: true, cell: (row) => metricText(row.name, row.staleness) },
  {
    key: 'baseline', title: 'Baseline beside it', cell: (row) => row.baselines.length === 0 ? NOTHING
      : row.baselines.map(({ name, value }) => <div key={name} class="history-baseline"><span class="figure">{metricText(name, value)}</span> {metricName(name)}</div>),
  },
];

/** Means over the folds of the run's own models. */
export function MetricsTable({ score }: { score: RunScore }) {
  return (
    <section class="panel" aria-labelledby="history-metrics">
      <h3 id="history-metrics">Metrics</h3>
      <p class="soft">Plain means over the folds of the run's own horizon: those of the average, and those that say how the model ages.</p>
      <Table
        caption="Metrics with their baselines" columns={COLUMNS} rows={metricRows(score.metrics, score.staleness_metrics)} rowKey={(row) => row.name}
        empty="No metric was computed."
      />
    </section>
  );
}
