import { ShareChart } from '../../../charts/ShareChart';

/** The share of each parameter in the differences between trials, the largest on top. */
export function ImportanceChart({ shares }: { shares: readonly { name: string; share: number }[] }) {
  if (shares.length === 0) return <p>There were too few trials to tell which parameter matters.</p>;
  return <ShareChart title="Importance of each parameter" of="Parameter" shares={shares} />;
}
