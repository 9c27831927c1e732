import type { JobFigures, JobFold, JobStage } from '../../api/jobs';
import { count, decimals } from '../../format/numbers';
import { day, duration } from '../../format/times';
import { spaced } from '../../format/words';
import { Badge } from '../../ui/Badge';
import { Figure } from '../../ui/Figure';
import { Notice } from '../../ui/Notice';
import { Progress } from '../../ui/Progress';
import { Table, type Column } from '../../ui/Table';

interface Line {
  key: string;
  fold?: JobFold;
  name: string;
  figures: JobFigures | null;
}

const FIGURES: readonly [keyof JobFigures, string][] = [
  ['accuracy', 'Accuracy'], ['recall', 'Recall'], ['precision', 'Precision'], ['f1', 'F1'], ['roc_auc', 'ROC AUC'], ['hit_rate_tp1', 'Hit rate TP1'],
];

const COLUMNS: readonly Column<Line>[] = [
  { key: 'fold', title: 'Fold', cell: (line) => line.name },
  { key: 'state', title: 'State', cell: ({ fold }) => fold && <Badge state={fold.state} /> },
  { key: 'train', title: 'Trained on', cell: ({ fold }) => fold && <span class="nowrap">{`${day(fold.train_from)} to ${day(fold.train_to)}`}</span> },
  { key: 'test', title: 'Tested on', cell: ({ fold }) => fold && <span class="nowrap">{`${day(fold.test_from)} to ${day(fold.test_to)}`}</span> },
  ...FIGURES.map(([key, title]): Column<Line> => ({ key, title, figure: true, cell: (line) => <Figure of={line.figures?.[key]} show={decimals} /> })),
  { key: 'seconds', title: 'Took', figure: true, cell: ({ fold }) => fold && duration(fold.seconds) },
];

/** The folds of a stage with their averages. Staleness folds stand apart: the same months would count twice. */
export function StageView({ title, stage, target }: { title: string; stage: JobStage; target: Record<string, string> | null }) {
  const lines: Line[] = [
    ...stage.per_fold.map((fold): Line => ({ key: String(fold.fold), fold, name: `${fold.fold} (${fold.kind})`, figures: fold.figures })),
    ...(stage.average ? [{ key: 'average', name: 'Average', figures: stage.average }] : []),
    ...(stage.staleness ? [{ key: 'staleness', name: 'Staleness', figures: stage.staleness }] : []),
  ];
  const failures = stage.per_fold.filter((fold) => fold.failure);
  const hopes = Object.entries(target ?? {}).map(([metric, text]) => `${spaced(metric)} ${text}`).join(', ');
  return (
    <section class="panel" aria-label={title}>
      <h2>{title}</h2>
      {!stage.finished && <Progress done={stage.done} total={stage.folds} unit="fold" label={`Folds of ${title}`} />}
      {failures.map((fold) => <Notice key={fold.fold} kind="error">Fold {fold.fold}: {fold.failure}</Notice>)}
      {stage.per_fold.filter((fold) => fold.note).map((fold) => <Notice key={fold.fold} kind="warning">Fold {fold.fold}: {fold.note}</Notice>)}
      <Table caption={`Folds of ${title}`} columns={COLUMNS} rows={lines} rowKey={(line) => line.key} rowClass={(line) => (line.fold ? undefined : 'job-mean')} />
      {stage.notes.map((note) => <p key={note} class="soft">{note}</p>)}
      {hopes && <p class="soft">Hoped for in this market (configs/targets.yaml; decides nothing): {hopes}.</p>}
      {stage.seconds !== null && <p class="soft">{duration(stage.seconds)} of training for {count(stage.per_fold.filter((fold) => fold.seconds !== null).length, 'fold')}.</p>}
    </section>
  );
}
