import type { GateLine, Job } from '../../api/jobs';
import { decimals } from '../../format/numbers';
import { minute } from '../../format/times';
import { spaced } from '../../format/words';
import { Button } from '../../ui/Button';
import { Figure } from '../../ui/Figure';
import { Notice } from '../../ui/Notice';
import { Table, type Column } from '../../ui/Table';

const COLUMNS: readonly Column<GateLine>[] = [
  { key: 'metric', title: 'Criterion', cell: (line) => spaced(line.metric) },
  { key: 'value', title: 'Value', figure: true, cell: (line) => <Figure of={line.value} show={(value) => shown(line, value)} /> },
  { key: 'bound', title: 'Bound', figure: true, cell: (line) => `${line.metric === 'failed_folds' ? 'at most' : 'above'} ${shown(line, line.bound)}` },
  { key: 'missed', title: 'Missed by', figure: true, cell: (line) => (line.missed_by === null ? '' : shown(line, line.missed_by)) },
  { key: 'verdict', title: 'Verdict', cell: (line) => <span class={`badge ${line.passed ? 'good' : 'bad'}`}>{line.passed ? '✓ holds' : '✗ does not hold'}</span> },
];

/** What the gate judged, and the decision where somebody must make it. */
export function GateTable({ job, onApprove, onReject }: { job: Job; onApprove: () => Promise<unknown>; onReject: () => void }) {
  return (
    <section class="panel" aria-labelledby="gate">
      <h2 id="gate">The gate {job.gate_passed ? 'lets it through' : 'refuses it'}</h2>
      <Table caption="Criteria of the gate; all must hold" columns={COLUMNS} rows={job.gate} rowKey={(line) => line.metric} />
      {job.status === 'waiting_for_approval' && (
        <Notice kind="warning" title="Full training waits for your word.">
          <p>Without one it counts as rejected on {minute(job.approval_until)}. Waiting costs nothing and outlives the host.</p>
          <div class="buttons">
            <Button look="main" onPress={onApprove}>Approve</Button>
            <Button look="danger" onPress={onReject}>Reject</Button>
          </div>
        </Notice>
      )}
    </section>
  );
}

function shown(line: GateLine, value: number | null): string {
  return line.metric === 'failed_folds' ? String(value ?? '–') : decimals(value);
}
