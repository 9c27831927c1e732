import { text } from '../../../address/address';
import type { Defeat, RunVerdict } from '../../../api/runs';
import { decimals, NOTHING } from '../../../format/numbers';
import { second } from '../../../format/times';
import { shortId } from '../../../format/words';
import { Facts } from '../../../ui/Facts';
import { Figure } from '../../../ui/Figure';
import { Table, type Column } from '../../../ui/Table';

const RunLink = ({ id }: { id: string }) => <a class="nowrap" href={text('history', [id])} title={id}>{shortId(id)}</a>;

const DEFEATS: readonly Column<Defeat>[] = [
  { key: 'regime', title: 'Where', cell: (defeat) => defeat.regime },
  { key: 'by', title: 'Who beat it', cell: (defeat) => (defeat.by ? <RunLink id={defeat.by.run_id} /> : `nobody: ${defeat.reason}`) },
  { key: 'theirs', title: 'Their Sharpe', figure: true, cell: (defeat) => <Figure of={defeat.by?.score} /> },
  { key: 'own', title: 'Its Sharpe', figure: true, cell: (defeat) => <Figure of={defeat.score} /> },
  { key: 'margin', title: 'By how much', figure: true, cell: (defeat) => decimals(defeat.margin) },
  { key: 'with', title: 'With', cell: (defeat) => <span class="nowrap">{defeat.by?.strategy ?? NOTHING}</span> },
];

/** What keep-or-delete made of the run, and what stands on the tombstone of a model that is gone. */
export function Verdict({ of, runId }: { of: RunVerdict; runId: string }) {
  const by = of.tombstone?.deleted_by;
  return (
    <section class="panel" aria-labelledby="history-verdict">
      <h3 id="history-verdict">{`Verdict: ${of.log_line}`}</h3>
      <Facts of={[
        ['Board', of.board],
        ['Files deleted', of.files_deleted && second(of.files_deleted)],
        ['Deleted by the decision on', by && (by === runId ? 'this run itself' : <RunLink id={by} />)],
        ['Trained again', of.restored && second(of.restored)],
      ]}
      />
      <ul class="history-list">{of.outcomes.map((outcome) => <li key={outcome.regime}>{outcome.text}</li>)}</ul>
      {of.tombstone && (
        <>
          <h4 class="history-sub">Tombstone: who beat it, where, and by how much</h4>
          <Table
            caption="Tombstone" columns={DEFEATS} rows={of.tombstone.defeats} rowKey={(defeat) => `${defeat.regime} ${defeat.strategy}`}
            empty="Nobody beat it anywhere: it had no figure to be compared by."
          />
        </>
      )}
    </section>
  );
}
