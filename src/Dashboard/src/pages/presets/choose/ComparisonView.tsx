import { freshness, type ComparedHorizon, type Comparison, type PairedFigures } from '../../../api/freshness';
import { usePoll } from '../../../api/poll';
import type { Metric } from '../../../format/numbers';
import { Badge } from '../../../ui/Badge';
import { Figure } from '../../../ui/Figure';
import { Loaded } from '../../../ui/Loaded';
import { Notice } from '../../../ui/Notice';
import { Table } from '../../../ui/Table';
import { PresetLink } from '../PresetLink';
import { small } from '../words';

const EVERY = 1000;

interface Row {
  name: string;
  horizon: number;
  a?: Metric;
  b?: Metric;
  paired?: PairedFigures;
}

/** A comparison of two presets, followed to its verdict. */
export function ComparisonView({ id }: { id: string }) {
  const comparison = usePoll(id, (signal) => freshness.comparison(id, signal), (one) => (isGoing(one.status) ? EVERY : 0));
  return <Loaded of={comparison} what="the comparison">{(found) => <Shown comparison={found} />}</Loaded>;
}

function Shown({ comparison: { request, result, status, reason } }: { comparison: Comparison }) {
  return (
    <>
      <div class="row middle"><h2>Which of two is better?</h2><Badge state={status} /></div>
      <ul class="presets-lines">
        <li><b>A</b>: <PresetLink name={request.a} query={{ version: request.version_a }} />, version {request.version_a}</li>
        <li><b>B</b>: <PresetLink name={request.b} query={{ version: request.version_b }} />, version {request.version_b}</li>
      </ul>
      {isGoing(status) && <p class="loading" role="status">Both are trained, then judged on the same bars. It goes on when this page is closed.</p>}
      {reason && <Notice kind="error" title="The comparison cannot be made.">{reason}</Notice>}
      {result && (
        <>
          <Notice kind={result.winner === null ? 'info' : 'good'} title="Verdict">{result.verdict}</Notice>
          <p class="soft">Judged on {result.window.text}.</p>
          <Table
            caption="Figures of both presets" rows={result.horizons.flatMap(rowsOf)} rowKey={(row) => `${row.name} ${row.horizon}`}
            columns={[
              { key: 'figure', title: 'Figure', cell: (row) => row.name },
              { key: 'horizon', title: 'Horizon', figure: true, cell: (row) => row.horizon },
              { key: 'a', title: 'A', figure: true, cell: (row) => <Small of={row.a} /> },
              { key: 'b', title: 'B', figure: true, cell: (row) => <Small of={row.b} /> },
              { key: 'difference', title: 'A less B', figure: true, cell: (row) => <Small of={row.paired?.difference} /> },
              { key: 'interval', title: '95 % interval', figure: true, cell: (row) => row.paired && <Interval of={row.paired} /> },
              { key: 'p', title: 'p', figure: true, cell: (row) => <Small of={row.paired?.p} /> },
              { key: 'adjusted', title: 'Corrected p', figure: true, cell: (row) => <Small of={row.paired?.adjusted_p} /> },
            ]}
          />
          <ul class="presets-lines">{result.horizons.map((one) => <li key={one.horizon}>Horizon {one.horizon}: {one.verdict}</li>)}</ul>
        </>
      )}
    </>
  );
}

function Interval({ of: { low, high } }: { of: PairedFigures }) {
  return <span class="nowrap"><Small of={low} /> to <Small of={high} /></span>;
}

/** A figure that is only of one side or of both together leaves the other cells empty. */
function Small({ of }: { of: Metric }) {
  return of === undefined ? null : <Figure of={of} show={small} />;
}

function isGoing(status: Comparison['status']): boolean {
  return status === 'pending' || status === 'training';
}

function rowsOf(one: ComparedHorizon): Row[] {
  const { horizon, a, b } = one;
  return [
    { name: 'log loss', horizon, a: a.log_loss, b: b.log_loss, paired: one.log_loss },
    { name: 'return a bar', horizon, paired: one.returns },
    { name: 'ROC AUC', horizon, a: a.roc_auc, b: b.roc_auc },
    { name: 'accuracy', horizon, a: a.accuracy, b: b.accuracy },
    { name: 'base rate', horizon, a: a.base_rate, b: b.base_rate },
    { name: 'Sharpe', horizon, a: a.sharpe, b: b.sharpe },
  ];
}
