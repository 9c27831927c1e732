import type { Spread } from '../../api/candles';
import { Table, type Column } from '../../ui/Table';
import { figure, figureName } from './figures';

type Row = [name: string, spread: Spread];

const COLUMNS: readonly Column<Row>[] = [
  { key: 'name', title: 'Figure', cell: ([name]) => figureName(name) },
  { key: 'count', title: 'Tests', figure: true, cell: ([, spread]) => spread.count },
  { key: 'mean', title: 'Mean', figure: true, cell: ([name, spread]) => figure(name, spread.mean) },
  { key: 'deviation', title: 'Deviation', figure: true, cell: ([name, spread]) => figure(name, spread.deviation) },
  { key: 'least', title: 'Least', figure: true, cell: ([name, spread]) => figure(name, spread.least) },
  { key: 'most', title: 'Most', figure: true, cell: ([name, spread]) => figure(name, spread.most) },
];

/** How far figures lie apart over several tests. */
export function SpreadTable({ title, spread }: { title: string; spread: Readonly<Record<string, Spread>> }) {
  return <Table caption={title} showCaption columns={COLUMNS} rows={Object.entries(spread)} rowKey={([name]) => name} />;
}
