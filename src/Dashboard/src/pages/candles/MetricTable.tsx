import type { CandleResults } from '../../api/candles';
import { metricDigits, metricName } from '../../format/metrics';
import { Table, type Column } from '../../ui/Table';

type Names = 'train_metrics' | 'tune_metrics' | 'test_metrics';

/** The same figures on all three parts, all at the same threshold. */
export function MetricTable({ results }: { results: CandleResults }) {
  const column = (title: string, of: Names): Column<string> => ({ key: of, title, figure: true, cell: (name) => metricDigits(name, results[of][name]) });
  const columns: Column<string>[] = [
    { key: 'name', title: 'Figure', cell: metricName },
    column('Train', 'train_metrics'), column('Tune', 'tune_metrics'), column('Test', 'test_metrics'),
  ];
  return (
    <div class="stack">
      <Table caption="Figures on train, tune and test" showCaption columns={columns} rows={Object.keys(results.test_metrics)} rowKey={(name) => name} />
      <p class="soft">Train far above test means that it learned rows, not rules. The test is what counts, and it is short.</p>
    </div>
  );
}
