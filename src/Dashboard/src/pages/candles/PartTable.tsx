import type { Part } from '../../api/candles';
import { percent, whole } from '../../format/numbers';
import { Table, type Column } from '../../ui/Table';
import { PART_WORDS } from './drawn';
import { Time } from './Time';

const COLUMNS: readonly Column<Part>[] = [
  { key: 'part', title: 'Part', cell: (part) => (part.window > 1 ? `${PART_WORDS[part.part]} ${part.window}` : PART_WORDS[part.part]) },
  { key: 'rows', title: 'Rows', figure: true, cell: (part) => whole(part.rows) },
  { key: 'bars', title: 'Bars', figure: true, cell: (part) => whole(part.bars) },
  { key: 'first', title: 'First bar', cell: (part) => <Time of={part.first} /> },
  { key: 'last', title: 'Last bar', cell: (part) => <Time of={part.last} /> },
  { key: 'end', title: 'Last label ends', cell: (part) => <Time of={part.last_label_end} /> },
  { key: 'up', title: 'Rises', figure: true, cell: (part) => whole(part.up) },
  { key: 'share', title: 'Share', figure: true, cell: (part) => percent(part.up_share) },
];

/** Which bars were learned from, which the threshold was found on, which it was tested on; between them rows are left out. */
export function PartTable({ parts }: { parts: readonly Part[] }) {
  return <Table caption="Parts of the data" showCaption columns={COLUMNS} rows={parts} rowKey={(part) => `${part.part}${part.window}`} />;
}
