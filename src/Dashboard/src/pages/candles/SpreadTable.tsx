import type { Spread } from '../../api/candles';
import { metricDigits, metricName } from '../../format/metrics';
import { Table, type Column } from '../../ui/Table';

type Row = [name: string, spread: Spread];

const COLUMNS: readonly Column<Row>[] = [
  { key: 'name', title: 'Figure', cell: ([name]) => metricName(name) },
  { key: 'count', title: 'Tests', figure: true, cell: ([, spread]) => spread.count },
  { key: 'mean', title: 'Mean', figure: true, cell: ([name, spread]) => metricDigits(name, spread.mean) },
  { key: 'deviation', title: 'Deviation', figure: true, cell: ([name, spread]) => metricDigits(name, spread.deviation) },
  { key: 'least', title: 'Least', figure: true, cell: ([name, spread]) => metricDigits(name, spread.least) },
  { key: 'most', title: 'Most', figure: true, cell: ([name, spread]) => metricDigits(name, spread.most) },
];

/** How far figures lie apart over several tests. */
export function SpreadTable({ title, spread }: { title: string; spread: Readonly<Record<string, Spread>> }) {
  return <Table caption={title} showCaption columns={COLUMNS} rows={Object.entries(spread)} rowKey={([name]) => name} />;
}
