import { useState } from 'preact/hooks';
import { change, go, type AddressQuery } from '../../../address/address';
import { faultOf } from '../../../api/faults';
import { freshness, type ComparisonBody } from '../../../api/freshness';
import { Button } from '../../../ui/Button';
import { Form, TextField } from '../../../ui/Field';
import { Failure } from '../../../ui/Notice';
import { PresetField } from './PresetField';

/** Asks which of two presets is better. */
export function WhichOfTwoView({ query }: { query: AddressQuery }) {
  const [error, setError] = useState<unknown>();
  const { a = '', b = '' } = query;
  const wrong = (field: string) => faultOf(error, field);
  const send = async () => {
    setError(undefined);
    try {
      go('presets', ['ab', (await freshness.compare(comparisonOf(query))).id]);
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <Form class="stack" onSend={send} aria-label="Which of two presets is better">
      <h2>Which of two is better?</h2>
      <p class="soft">
        Both are trained on what was known before, by their own windows, and judged on the same later bars. Where fewer than 200 bars are later than both, the part that neither
        search saw is taken; that is counted in the ledger.
      </p>
      <div class="columns">
        <PresetField label="A" value={a} onChange={(name) => change({ a: name })} error={wrong('a')} />
        <PresetField label="B" value={b} onChange={(name) => change({ b: name })} error={wrong('b')} hint="Of the same market; the same preset with another version will do." />
      </div>
      <div class="presets-filters">
        <TextField
          label="Version of A" type="number" min={1} value={query['version_a'] ?? ''} onChange={(version) => change({ version_a: version })}
          placeholder="current" error={wrong('versions')}
        />
        <TextField label="Version of B" type="number" min={1} value={query['version_b'] ?? ''} onChange={(version) => change({ version_b: version })} placeholder="current" />
        <TextField
          label="Last days" type="number" min={1} max={3650} value={query['days'] ?? ''} onChange={(days) => change({ days })}
          placeholder="all that are later" error={wrong('days')}
        />
      </div>
      <Failure error={error} />
      <div class="buttons">
        <Button type="submit" look="main" disabled={!a || !b} title={!a || !b ? 'Name both presets.' : undefined}>Compare them</Button>
      </div>
    </Form>
  );
}

function comparisonOf({ a = '', b = '', version_a: ofA, version_b: ofB, days }: AddressQuery): ComparisonBody {
  return {
    a,
    b,
    ...(ofA || ofB ? { versions: [ofA ? Number(ofA) : null, ofB ? Number(ofB) : null] as [number | null, number | null] } : {}),
    ...(days ? { days: Number(days) } : {}),
  };
}
