import type { Freshness } from '../../../api/freshness';
import { NOTHING } from '../../../format/numbers';
import { Badge } from '../../../ui/Badge';

/** Whether a preset can still be trusted; why on demand. Only published presets are asked about. */
export function FreshnessMark({ of }: { of: Freshness | undefined }) {
  if (!of) return <span title="Only published presets are asked whether they are fresh.">{NOTHING}</span>;
  return <span title={of.texts.join('\n')}><Badge state={of.fresh ? 'fresh' : 'stale'} /></span>;
}
