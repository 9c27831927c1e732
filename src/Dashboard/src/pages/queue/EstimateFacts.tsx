import type { Estimate, ModelEstimate } from '../../api/estimates';
import { money } from '../../format/money';
import { whole } from '../../format/numbers';
import { duration } from '../../format/times';
import { Facts } from '../../ui/Facts';
import { Figure } from '../../ui/Figure';
import { Reasons } from '../../ui/Reasons';
import { Table, type Column } from '../../ui/Table';

const COLUMNS: readonly Column<ModelEstimate>[] = [
  { key: 'model', title: 'Model', cell: (row) => row.model },
  { key: 'folds', title: 'Folds', figure: true, cell: (row) => whole(row.folds) },
  { key: 'seconds', title: 'A fold', figure: true, cell: (row) => <Figure of={row.seconds_per_fold} show={duration} /> },
  { key: 'past', title: 'Past folds', figure: true, cell: (row) => whole(row.from_folds) },
];

/** Time and price, going by past trainings; what is not known says why. */
export function EstimateFacts({ estimate }: { estimate: Estimate }) {
  const { compute_seconds: compute, wall_seconds: wall, price, currency } = estimate;
  return (
    <>
      <Facts of={[
        ['By the clock', <Figure of={wall} show={duration} />],
        ['Computing', <Figure of={compute} show={duration} />],
        ['Price', <Figure of={price} show={(value) => money(value, currency)} />],
        ['Storage transactions', <Figure of={estimate.storage_transactions} show={whole} />],
      ]} />
      <Reasons of={[wall, compute, price]} />
      {estimate.by_model.length > 0 && (
        <details>
          <summary>By model type</summary>
          <Table caption="Time by model type" columns={COLUMNS} rows={estimate.by_model} rowKey={(row) => row.model} />
        </details>
      )}
    </>
  );
}
