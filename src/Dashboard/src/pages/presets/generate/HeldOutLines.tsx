import type { HeldOutLine } from '../../../api/plans';
import { Table, type Column } from '../../../ui/Table';
import { metric } from '../words';

/** The preset beside the library's defaults and the version that was current. Of single horizons only what was searched for; the rest is in the preset. */
export function HeldOutLines({ lines, objective }: { lines: readonly HeldOutLine[]; objective: string }) {
  const rows = lines.filter((line) => line.horizon === null || line.metric === objective);
  const columns: Column<HeldOutLine>[] = [
    { key: 'metric', title: 'Metric', cell: (line) => line.metric },
    { key: 'horizon', title: 'Horizon', cell: (line) => line.horizon ?? 'all' },
    { key: 'preset', title: 'Preset', figure: true, cell: (line) => metric(line.preset) },
    { key: 'defaults', title: 'Defaults', figure: true, cell: (line) => metric(line.defaults) },
  ];
  const current: Column<HeldOutLine> = { key: 'current', title: 'Current version', figure: true, cell: (line) => metric(line.current) };
  return (
    <details>
      <summary>Figures of the held-out part</summary>
      <Table
        caption="Figures of the held-out part" rows={rows} rowKey={(line) => `${line.metric} ${line.horizon}`}
        columns={rows.some((line) => line.current !== null) ? [...columns, current] : columns}
      />
    </details>
  );
}
