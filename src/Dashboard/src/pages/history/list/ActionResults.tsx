import type { RunAction, RunActionResult, RunActionsAnswer } from '../../../api/runs';
import { shortId } from '../../../format/words';
import { Button } from '../../../ui/Button';
import { Table, type Column } from '../../../ui/Table';

const VERBS: Record<RunAction, string> = { delete: 'Taking out of the history', restore: 'Bringing back', tag: 'Tagging', untag: 'Taking tags away' };

const COLUMNS: readonly Column<RunActionResult>[] = [
  { key: 'run', title: 'Run', cell: (one) => <span class="nowrap" title={one.id}>{shortId(one.id)}</span> },
  { key: 'result', title: 'Result', cell: (one) => one.result },
  { key: 'detail', title: 'In words', cell: (one) => one.detail },
];

/** What became of each run that something was done to. */
export function ActionResults({ answer, onClose }: { answer: RunActionsAnswer; onClose: () => void }) {
  const sums = (['done', 'unchanged', 'refused', 'missing'] as const).filter((name) => answer[name] > 0).map((name) => `${answer[name]} ${name}`).join(', ');
  return (
    <section class="panel" aria-label="Outcome">
      <div class="spread">
        <h2><span role="status">{`${VERBS[answer.action]}: ${sums}`}</span></h2>
        <Button look="quiet" onPress={onClose}>Close</Button>
      </div>
      <div class="history-results">
        <Table caption="What became of each run" columns={COLUMNS} rows={answer.results} rowKey={(one) => one.id} />
      </div>
    </section>
  );
}
