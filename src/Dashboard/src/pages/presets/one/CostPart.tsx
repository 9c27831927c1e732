import type { Preset } from '../../../api/presets';
import { CostFacts } from '../../../ui/CostFacts';

/** What it took to find the preset. */
export function CostPart({ preset: { cost, cost_reason: reason } }: { preset: Preset }) {
  if (!cost && !reason) return null;
  return (
    <section class="panel" aria-label="Cost of its search">
      <h3>Cost of its search</h3>
      {cost ? <CostFacts cost={cost} /> : <p class="soft">Not known: {reason}</p>}
    </section>
  );
}
