import { useMemo } from 'preact/hooks';
import { change } from '../../../address/address';
import type { LearnedFold } from '../../../api/runDetail';
import { MOST_SHARES, ShareChart } from '../../../charts/ShareChart';
import { SelectField } from '../../../ui/Field';
import { foldName } from './learning';

/** On which inputs one fold's forecasts rest; the newest of the average unless another is chosen. */
export function Importance({ folds, chosen }: { folds: readonly LearnedFold[]; chosen: string | undefined }) {
  const known = folds.filter((fold) => fold.importance.length > 0);
  const fold = known.find((one) => String(one.number) === chosen) ?? known.findLast((one) => one.is_average) ?? known.at(-1);
  const shares = useMemo(() => (fold?.importance ?? []).map(({ input, share }) => ({ name: input, share })), [fold]);
  if (!fold) return null;
  const title = `The ${Math.min(MOST_SHARES, fold.importance.length)} weightiest inputs of fold ${fold.number}`;
  const choices = known.map((one) => ({ value: String(one.number), text: foldName(one) }));
  return (
    <section class="panel" aria-labelledby="history-importance">
      <div class="spread">
        <h3 id="history-importance">Importance</h3>
        <SelectField label="Fold" value={String(fold.number)} choices={choices} onChange={(number) => change({ fold: number })} />
      </div>
      <ShareChart title={title} of="Input" shares={shares} tall />
    </section>
  );
}
