import type { Freshness } from '../../../api/freshness';
import { presets, type PresetItem } from '../../../api/presets';
import { minute } from '../../../format/times';
import { Badge } from '../../../ui/Badge';
import { Button } from '../../../ui/Button';
import { Table, type Column } from '../../../ui/Table';
import { attempt } from '../../../ui/toasts';
import { metric } from '../words';
import { FreshnessMark } from './FreshnessMark';

interface Props {
  rows: readonly PresetItem[];
  fresh: ReadonlyMap<string, Freshness>;
  deleted: boolean;
  chosen: ReadonlySet<string>;
  onChoose: (chosen: Set<string>) => void;
  sort: string;
  onSort: (by: string) => void;
  onOpen: (name: string) => void;
  onRestored: () => Promise<void>;
}

export function PresetTable({ rows, fresh, deleted, chosen, onChoose, sort, onSort, onOpen, onRestored }: Props) {
  const restore = async (name: string) => {
    if (await attempt(() => presets.restore(name, 'restored'), `${name} is there again, as it was.`)) await onRestored();
  };
  const columns: Column<PresetItem>[] = [
    { key: 'name', title: 'Preset', sorts: true, cell: (row) => row.name },
    { key: 'status', title: 'Status', cell: (row) => (row.status ? <Badge state={row.status} /> : null) },
    { key: 'metric', title: 'Metric', figure: true, sorts: true, cell: (row) => metric(row.best_metric) },
    { key: 'fresh', title: 'Fresh', cell: (row) => <FreshnessMark of={fresh.get(row.name)} /> },
    { key: 'version', title: 'Version', figure: true, cell: (row) => row.version },
    { key: 'updated', title: 'Updated', sorts: true, cell: (row) => <span class="nowrap">{minute(row.updated)}</span> },
    { key: 'description', title: 'What was changed', cell: (row) => <span class="presets-words">{row.description}</span> },
  ];
  const gone: Column<PresetItem> = { key: 'restore', title: '', cell: (row) => <Button onPress={() => restore(row.name)}>Restore</Button> };
  return (
    <Table
      caption={deleted ? 'Deleted presets' : 'Presets'} columns={deleted ? [...columns, gone] : columns} rows={rows} rowKey={(row) => row.name} onOpen={(row) => onOpen(row.name)}
      {...(deleted ? {} : { chosen, onChoose })} sort={{ by: sort, down: sort !== 'name' }} onSort={({ by }) => onSort(by)}
    />
  );
}
