import { useState } from 'preact/hooks';
import { go } from '../../../address/address';
import { freshness, type Reoptimized } from '../../../api/freshness';
import { count } from '../../../format/numbers';
import { Button } from '../../../ui/Button';
import { Dialog } from '../../../ui/Dialog';
import { attempt, done } from '../../../ui/toasts';

/** Stale presets can be searched again: first what would be done, then on a word a plan that does it. */
export function StaleOnes({ count: stale }: { count: number }) {
  const [offer, setOffer] = useState<Reoptimized | null>(null);
  if (stale === 0) return null;
  const look = () => attempt(async () => setOffer(await freshness.reoptimize(true)));
  const start = () => attempt(async () => {
    const answer = await freshness.reoptimize(false);
    setOffer(null);
    if (answer.plan_id === null) done(answer.message);
    else go('presets', ['plans', answer.plan_id]);
  });
  return (
    <div class="row middle">
      <span>{count(stale, 'preset is', 'presets are')} stale.</span>
      <Button onPress={look}>Search stale ones again …</Button>
      {offer && (
        <Dialog title="Search stale presets again" onClose={() => setOffer(null)}>
          <p>{offer.message}</p>
          <ul>
            {offer.entries.map((entry) => (
              <li key={entry.name}>
                <b>{entry.name}</b>: {entry.why.join('; ')}. {entry.chosen ? `${count(entry.trials, 'trial')}.` : `Left out: ${entry.why_not ?? 'no trials left'}.`}
              </li>
            ))}
          </ul>
          <p>A new version is published only where it beats the old one on the same newest data. The old one stays in the history.</p>
          <div class="buttons">
            <Button onPress={() => setOffer(null)}>Leave as it is</Button>
            <Button look="main" disabled={!offer.entries.some((entry) => entry.chosen)} onPress={start}>Search again</Button>
          </div>
        </Dialog>
      )}
    </div>
  );
}
