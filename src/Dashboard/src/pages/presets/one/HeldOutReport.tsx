import type { HeldOut } from '../../../api/presetContent';
import { decimals } from '../../../format/numbers';
import { day } from '../../../format/times';
import { Facts } from '../../../ui/Facts';
import { Notice } from '../../../ui/Notice';
import { Table } from '../../../ui/Table';
import { metric } from '../words';

/** Preset and library defaults on the part of the data that the search never saw. The objective stands first. */
export function HeldOutReport({ report, objective }: { report: HeldOut; objective: string }) {
  const names = Object.keys(report.preset);
  const first = names.filter((name) => name.startsWith(objective));
  const rows = [...first, ...names.filter((name) => !first.includes(name))];
  return (
    <section class="panel" aria-label="Held-out report">
      <h3>Against the library's defaults, on data that the search never saw</h3>
      <Notice kind={report.beats_defaults ? 'good' : 'info'}>{report.verdict}</Notice>
      <Facts
        of={[
          ['Held out', `${day(report.from)} to ${day(report.to)}`],
          ['Looks at it so far', report.looks],
          ['Probability that it is no luck', decimals(report.deflated_probability, 3)],
        ]}
      />
      <Table
        caption="Figures of the held-out part" rows={rows} rowKey={(name) => name}
        columns={[
          { key: 'metric', title: 'Metric', cell: (name) => name },
          { key: 'preset', title: 'Preset', figure: true, cell: (name) => metric(report.preset[name]) },
          { key: 'defaults', title: 'Defaults', figure: true, cell: (name) => metric(report.defaults[name]) },
        ]}
      />
    </section>
  );
}
