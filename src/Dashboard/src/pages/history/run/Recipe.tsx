import type { RunRecipe } from '../../../api/runs';
import { Facts } from '../../../ui/Facts';
import { Hash } from './Hash';
import { named, shown } from './words';

/** What it takes to train the run again to the same bytes. */
export function Recipe({ of, configuration }: { of: RunRecipe; configuration: string }) {
  return (
    <section class="panel" aria-labelledby="history-recipe">
      <h3 id="history-recipe">Recipe</h3>
      <Facts of={Object.entries(of.configuration).map(([name, value]) => [named(name), shown(value)] as const)} />
      <Facts of={[
        ['Configuration', <Hash of={configuration} what="the hash of the configuration" />],
        ['Data fingerprint', <Hash of={of.data_fingerprint} what="the fingerprint of the data" />],
        ['Fold plan', <Hash of={of.fold_plan_key} what="the key of the fold plan" />],
        ['Seed', of.seed],
        ['Code version', of.code_version],
      ]}
      />
      <details>
        <summary>Folds and rules</summary>
        <div class="stack">
          <Facts of={Object.entries(of.fold_options).map(([name, value]) => [named(name), shown(value)] as const)} />
          <pre tabIndex={0} role="region" aria-label="Rules of the strategies, the backtest and the selection">{JSON.stringify(of.rules, null, 2)}</pre>
        </div>
      </details>
    </section>
  );
}
