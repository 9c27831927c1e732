import { useAnswer } from '../../../api/poll';
import { runDetail, type Artifact } from '../../../api/runDetail';
import { bytes, NOTHING } from '../../../format/numbers';
import { Hash } from '../../../ui/Hash';
import { Loaded } from '../../../ui/Loaded';
import { Table, type Column } from '../../../ui/Table';
import { Recover } from './Recover';
import type { PartProps } from './RunView';

const COLUMNS: readonly Column<Artifact>[] = [
  { key: 'horizon', title: 'Horizon', figure: true, cell: (file) => file.horizon ?? NOTHING },
  { key: 'fold', title: 'Fold', figure: true, cell: (file) => file.fold ?? NOTHING },
  { key: 'kind', title: 'Kind', cell: (file) => file.kind },
  { key: 'exists', title: 'There', cell: (file) => (file.exists ? 'yes' : <b>no</b>) },
  { key: 'bytes', title: 'Size', figure: true, cell: (file) => <span class="nowrap">{file.exists ? bytes(file.bytes) : NOTHING}</span> },
  { key: 'sha256', title: 'SHA-256', cell: (file) => (file.sha256 ? <Hash of={file.sha256} what={`the hash of ${file.path}`} /> : NOTHING) },
  { key: 'path', title: 'Path', cell: (file) => <code class="history-path" title={file.path}>{file.path}</code> },
];

/** What of the run lies in storage, and training it again: to see that the same comes out, or to have a deleted model back. */
export function ArtifactsPart({ run, refresh }: PartProps) {
  // Asked again when the run has ended, which writes the most of it.
  const files = useAnswer(`${run.id} ${run.status} artifacts`, (signal) => runDetail.artifacts(run.id, signal));
  const restored = async () => {
    await Promise.all([refresh(), files.refresh()]);
  };
  const gone = run.verdict?.files_deleted ? undefined : `Its files are there: ${run.verdict?.restored ? 'it was restored' : 'nothing was deleted'}.`;
  const untrained = (run.models ?? []).some((model) => model.folds.some((fold) => fold.outcome)) ? undefined : 'It has not been trained.';
  return (
    <div class="stack">
      <div class="columns">
        <Recover kind="reproduce" id={run.id} why={untrained} />
        <Recover kind="restore" id={run.id} why={untrained ?? gone} onCompleted={restored} />
      </div>
      <section class="panel" aria-labelledby="history-artifacts">
        <h3 id="history-artifacts">Artifacts</h3>
        <Loaded of={files} what="its artifacts">
          {({ items, total_bytes }) => (
            <>
              <p>{`${bytes(total_bytes)} in storage. A hash is that of the content before compression, as it was recorded when it was written.`}</p>
              <div class="history-files">
                <Table caption="Artifacts with their hashes" columns={COLUMNS} rows={items} rowKey={(file) => file.path} empty="Nothing of this run lies in storage." />
              </div>
            </>
          )}
        </Loaded>
      </section>
    </div>
  );
}
