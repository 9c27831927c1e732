import type { TestFigures } from '../../api/candles';
import { decimals } from '../../format/numbers';
import { Table, type Column } from '../../ui/Table';
import { figure, figureName } from './figures';
import { Time } from './Time';

const SHOWN = ['accuracy', 'precision', 'recall', 'f1', 'roc_auc'];
const COLUMNS: readonly Column<TestFigures>[] = [
  { key: 'number', title: 'Test', figure: true, cell: (test) => test.number },
  { key: 'first', title: 'First bar', cell: (test) => <Time of={test.first} /> },
  { key: 'last', title: 'Last bar', cell: (test) => <Time of={test.last} /> },
  { key: 'threshold', title: 'Threshold', figure: true, cell: (test) => decimals(test.threshold, 4) },
  ...SHOWN.map((name): Column<TestFigures> => ({ key: name, title: figureName(name), figure: true, cell: (test) => figure(name, test.metrics[name]) })),
];

/** Several tests of one run beside each other. */
export function TestTable({ title, tests }: { title: string; tests: readonly TestFigures[] }) {
  return <Table caption={title} showCaption columns={COLUMNS} rows={tests} rowKey={(test) => String(test.number)} />;
}
