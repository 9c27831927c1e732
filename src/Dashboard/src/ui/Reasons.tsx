import { reasonOf, type Metric } from '../format/numbers';

/** Why figures are missing. The same reason stands behind several; it is said once. */
export function Reasons({ of }: { of: readonly Metric[] }) {
  const reasons = new Set(of.map(reasonOf).filter((reason) => reason !== null));
  return <>{[...reasons].map((reason) => <p key={reason} class="soft">{reason}</p>)}</>;
}
