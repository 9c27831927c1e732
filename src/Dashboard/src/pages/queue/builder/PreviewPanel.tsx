import { count } from '../../../format/numbers';
import { Failure, Notice } from '../../../ui/Notice';
import { Table } from '../../../ui/Table';
import { EstimateFacts } from '../EstimateFacts';
import { countLine } from './countLine';
import type { Previewed } from './usePreview';

interface Props {
  previewed: Previewed;
  /** Something is wrong that no field of the form shows. */
  elsewhere: boolean;
  empty: boolean;
}

/** What the grid comes to: the count, its time and price, what is left out, or why it cannot be. */
export function PreviewPanel({ previewed: { preview, error, stale }, elsewhere, empty }: Props) {
  return (
    <div class="stack" aria-busy={stale}>
      <h3>What it comes to</h3>
      {empty && <p class="soft">Paste a grid or load a file to see what it comes to.</p>}
      {error !== undefined && (elsewhere
        ? <Failure error={error} />
        : <Notice kind="error">Something in the form is not right; it is said beside its field.</Notice>)}
      {preview && (
        <>
          <p class="queue-count" role="status">{countLine(preview)}</p>
          <p class="soft">{preview.text}</p>
          <p>{count(preview.fold_trainings, 'fold training')} of {count(preview.models, 'model')}, shared ones once.</p>
          {preview.estimate && <EstimateFacts estimate={preview.estimate} />}
          {preview.skipped.length > 0 && <Skipped of={preview.skipped} all={preview.already_trained} />}
        </>
      )}
      {!preview && error === undefined && !empty && <p class="soft" role="status">Counting …</p>}
    </div>
  );
}

function Skipped({ of, all }: { of: readonly { configuration: string; reason: string }[]; all: number }) {
  const which = of.length < all ? `the first ${of.length} of ${all}` : String(all);
  return (
    <details>
      <summary>Already trained: {which}</summary>
      <Table
        caption="Already trained" rows={of} rowKey={(row) => row.configuration}
        columns={[{ key: 'configuration', title: 'Configuration', cell: (row) => row.configuration }, { key: 'reason', title: 'Why it is skipped', cell: (row) => row.reason }]}
      />
    </details>
  );
}
