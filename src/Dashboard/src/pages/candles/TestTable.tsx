import type { TestFigures } from '../../api/candles';
import { metricDigits, metricName } from '../../format/metrics';
import { decimals } from '../../format/numbers';
import { Table, type Column } from '../../ui/Table';
import { Time } from './Time';

const SHOWN = ['accuracy', 'precision', 'recall', 'f1', 'roc_auc'];
const COLUMNS: readonly Column<TestFigures>[] = [
  { key: 'number', title: 'Test', figure: true, cell: (test) => test.number },
  { key: 'first', title: 'First bar', cell: (test) => <Time of={test.first} /> },
  { key: 'last', title: 'Last bar', cell: (test) => <Time of={test.last} /> },
  { key: 'threshold', title: 'Threshold', figure: true, cell: (test) => decimals(test.threshold, 4) },
  ...SHOWN.map((name): Column<TestFigures> => ({ key: name, title: metricName(name), figure: true, cell: (test) => metricDigits(name, test.metrics[name]) })),
];

/** Several tests of one run beside each other. */
export function TestTable({ title, tests }: { title: string; tests: readonly TestFigures[] }) {
  return <Table caption={title} showCaption columns={COLUMNS} rows={tests} rowKey={(test) => String(test.number)} />;
}
