import type { RunFold } from '../../../api/runs';
import { metricName, metricText } from '../../../format/metrics';
import { NOTHING } from '../../../format/numbers';
import { duration } from '../../../format/times';
import { Figure } from '../../../ui/Figure';
import { Hash } from '../../../ui/Hash';
import { Table, type Column } from '../../../ui/Table';

/** Those that people look at first, each baseline beside what it is for; the rest is in the means. */
const SHOWN = ['accuracy', 'majority_accuracy', 'precision', 'recall', 'f1', 'roc_auc', 'mcc', 'rmse', 'no_change_rmse', 'report_rows'];

const COLUMNS: readonly Column<RunFold>[] = [
  { key: 'number', title: 'Fold', figure: true, cell: (fold) => fold.number },
  ...SHOWN.map((name): Column<RunFold> => ({ key: name, title: metricName(name), figure: true, cell: (fold) => <Metric fold={fold} name={name} /> })),
  { key: 'seconds', title: 'Training', figure: true, cell: (fold) => <span class="nowrap">{duration(fold.outcome?.seconds)}</span> },
  { key: 'device', title: 'Device', cell: (fold) => (fold.outcome ? <span title={fold.outcome.machine ?? undefined}>{fold.outcome.device}</span> : NOTHING) },
  { key: 'hash', title: 'Model hash', cell: (fold) => <ModelHash of={fold} /> },
];

export function FoldTable({ caption, folds }: { caption: string; folds: readonly RunFold[] }) {
  const notes = folds.flatMap((fold) => (fold.outcome?.notes ?? []).map((note) => `Fold ${fold.number}: ${note}`));
  return (
    <>
      <div class="history-tight">
        <Table caption={caption} columns={COLUMNS} rows={folds} rowKey={(fold) => String(fold.number)} empty="There are none." />
      </div>
      {notes.length > 0 && <ul class="soft history-list">{notes.map((note) => <li key={note}>{note}</li>)}</ul>}
    </>
  );
}

function ModelHash({ of }: { of: RunFold }) {
  const hash = of.outcome?.hashes['model'];
  return hash ? <Hash of={hash} what={`the hash of the model of fold ${of.number}`} /> : <>{NOTHING}</>;
}

function Metric({ fold, name }: { fold: RunFold; name: string }) {
  if (!fold.outcome) return <span title="Not trained yet">{NOTHING}</span>;
  const reason = fold.outcome.reasons[name];
  return <Figure of={fold.outcome.metrics[name] ?? (reason ? { value: null, reason } : null)} show={(value) => metricText(name, value)} />;
}
