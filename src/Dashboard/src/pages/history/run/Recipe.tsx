import type { RunRecipe } from '../../../api/runs';
import { NOTHING } from '../../../format/numbers';
import { named, shown } from '../../../format/words';
import { Facts } from '../../../ui/Facts';
import { Hash } from '../../../ui/Hash';

/** What it takes to train the run again to the same bytes. */
export function Recipe({ of, configuration }: { of: RunRecipe; configuration: string }) {
  return (
    <section class="panel" aria-labelledby="history-recipe">
      <h3 id="history-recipe">Recipe</h3>
      <Facts of={factsOf(of.configuration)} />
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
          <Facts of={factsOf(of.fold_options)} />
          <pre tabIndex={0} role="region" aria-label="Rules of the strategies, the backtest and the selection">{JSON.stringify(of.rules, null, 2)}</pre>
        </div>
      </details>
    </section>
  );
}

/** What has nothing to say is left out. */
function factsOf(values: Readonly<Record<string, unknown>>): [string, string][] {
  return Object.entries(values).map(([name, value]): [string, string] => [named(name), shown(value)]).filter(([, text]) => text !== NOTHING);
}
