import { decimals, reasonOf, valueOf, type Metric } from '../format/numbers';

/** A figure, or a dash that says why there is none. */
export function Figure({ of, show = decimals }: { of: Metric; show?: (value: number | null) => string }) {
  const reason = reasonOf(of);
  return reason ? <abbr title={reason}>{show(null)}<span class="unseen"> ({reason})</span></abbr> : <>{show(valueOf(of))}</>;
}
