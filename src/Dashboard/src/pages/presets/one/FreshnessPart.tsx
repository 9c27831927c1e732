import { freshness } from '../../../api/freshness';
import { useAnswer } from '../../../api/poll';
import type { Preset } from '../../../api/presets';
import { Badge } from '../../../ui/Badge';

/** What was asked of a published preset, and the answers. */
export function FreshnessPart({ preset }: { preset: Preset }) {
  const market = marketOf(preset.name);
  const published = preset.content.status === 'published' && !preset.deleted;
  const judged = useAnswer(published ? `fresh ${market.symbol} ${market.timeframe}` : null, (signal) => freshness.list(market, signal));
  const mine = judged.data?.items.find((one) => one.name === preset.name && one.version === preset.version);
  if (!mine) return null;
  return (
    <section class="panel" aria-label="Freshness">
      <div class="row middle"><h3>Is it still good?</h3><Badge state={mine.fresh ? 'fresh' : 'stale'} /></div>
      <ul class="presets-lines">{mine.texts.map((line) => <li key={line}>{line}</li>)}</ul>
      {mine.drift.furthest.length > 0 && (
        <p class="soft">
          The inputs that moved furthest (population stability index): {mine.drift.furthest.map((one) => `${one.input} ${one.index.toFixed(2)}`).join(', ')}
        </p>
      )}
    </section>
  );
}

/** A preset is named by its market first: BTCUSDT_1h_… */
function marketOf(preset: string): { symbol: string; timeframe: string } {
  const [symbol = '', timeframe = ''] = preset.split('_');
  return { symbol, timeframe };
}
