import type { RecoveryReport } from '../../../api/runDetail';
import { metricName } from '../../../format/metrics';
import { count, NOTHING } from '../../../format/numbers';
import { ago } from '../../../format/times';
import { Notice } from '../../../ui/Notice';
import { Table, type Column } from '../../../ui/Table';

type Difference = RecoveryReport['differences'][number];

const COLUMNS: readonly Column<Difference>[] = [
  { key: 'horizon', title: 'Horizon', figure: true, cell: (one) => one.horizon },
  { key: 'fold', title: 'Fold', figure: true, cell: (one) => one.fold },
  { key: 'what', title: 'What', cell: (one) => metricName(one.what) },
  { key: 'recorded', title: 'Was', cell: (one) => <code class="history-path">{one.recorded ?? NOTHING}</code> },
  { key: 'found', title: 'Is', cell: (one) => <code class="history-path">{one.found ?? NOTHING}</code> },
];

/** Whether the same came out, and what not. */
export function RecoveryOutcome({ of, started }: { of: RecoveryReport; started: string }) {
  return (
    <>
      {of.equal
        ? <Notice kind="good" title="Equal hashes.">{`All ${count(of.folds, 'fold')} came out as they were recorded, ${ago(started)}.`}</Notice>
        : <Notice kind="warning" title="It differs.">{`${count(of.differences.length, 'figure')} of ${count(of.folds, 'fold')} came out otherwise, ${ago(started)}.`}</Notice>}
      {!of.equal && <Table caption="What differs" columns={COLUMNS} rows={of.differences} rowKey={(one) => `${one.horizon} ${one.fold} ${one.what}`} />}
      {of.environment.length > 0 && <ul class="soft history-list">{of.environment.map((line) => <li key={line}>{line}</li>)}</ul>}
    </>
  );
}
