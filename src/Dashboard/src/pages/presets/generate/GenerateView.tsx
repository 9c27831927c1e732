import { useState } from 'preact/hooks';
import { change, go, type AddressQuery } from '../../../address/address';
import type { MarketBars } from '../../../api/bars';
import { faultOf } from '../../../api/faults';
import { symbolsOf, timeframesOf, useMarkets } from '../../../api/markets';
import { plans } from '../../../api/plans';
import { useVocabulary } from '../../../api/vocabulary';
import { Button } from '../../../ui/Button';
import { Form, ManyField, SelectField, TextField } from '../../../ui/Field';
import { Loaded } from '../../../ui/Loaded';
import { Empty, Failure } from '../../../ui/Notice';
import { addressOf, bodyOf, draftOf } from './draft';
import { MoreChoices, type SetDraft } from './MoreChoices';

const PHASES = [
  { value: '1', text: '1: broad only' },
  { value: '2', text: '2: broad, focused' },
  { value: '3', text: '3: broad, focused, local' },
  { value: '4', text: '4: all, with many seeds' },
];
const TRIALS = [
  { value: 'true', text: 'quick: 20, 40, 10 trials, 5 seeds' },
  { value: 'false', text: 'full: 100, 200, 50 trials, 10 seeds' },
];

/** Presets are searched on bars: without any there is nothing to fill in. */
export function GenerateView({ query }: { query: AddressQuery }) {
  return <Loaded of={useMarkets()} what="the markets">{(markets) => (markets.length === 0 ? <NoBars /> : <PlanForm markets={markets} query={query} />)}</Loaded>;
}

function NoBars() {
  return (
    <Empty>
      Presets are searched on bars, and there are none. Bring some in on the page <a href="#/data">Data</a>, or <code>./st data import BTCUSDT 1h FILE</code>.
    </Empty>
  );
}

/** The form of a plan, kept in the address. The lists are multiplied; what exists is skipped. */
function PlanForm({ markets, query }: { markets: readonly MarketBars[]; query: AddressQuery }) {
  const names = useVocabulary();
  const [error, setError] = useState<unknown>();
  const [draft, setDraft] = useState(() => draftOf(query));
  const set: SetDraft = (part) => {
    const next = { ...draft, ...part };
    setDraft(next);
    change(addressOf(next));
  };
  const wrong = (field: string) => faultOf(error, field);
  const send = async () => {
    setError(undefined);
    try {
      go('presets', ['plans', (await plans.generate(bodyOf(draft))).plan_id]);
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <Form class="stack" onSend={send} aria-label="Generate presets">
      <h2>Generate presets</h2>
      <p class="soft">Each combination is a preset of its own, searched for by itself. A preset that exists already is skipped, unless you force it.</p>
      <div class="columns">
        <ManyField
          legend="Symbols" choices={symbolsOf(markets, draft.symbols)} chosen={draft.symbols} error={wrong('symbols')} onChange={(all) => set({ symbols: all })}
        />
        <ManyField
          legend="Timeframes" choices={timeframesOf(markets, draft.timeframes)} chosen={draft.timeframes} error={wrong('timeframes')}
          onChange={(all) => set({ timeframes: all })}
        />
        <ManyField legend="Feature systems" choices={names.feature_systems} chosen={draft.features} onChange={(all) => set({ features: all })} error={wrong('features')} />
        <ManyField legend="Model types" choices={names.models} chosen={draft.models} onChange={(all) => set({ models: all })} error={wrong('models')} />
      </div>
      <div class="presets-wishes">
        <TextField
          label="Horizons" value={draft.horizons} onChange={(horizons) => set({ horizons })} error={wrong('horizons')} required
          hint="Bars ahead, as 1,3,5. A semicolon begins another preset: 1,3; 1"
        />
        <SelectField label="Trials" value={String(draft.quick)} choices={TRIALS} onChange={(quick) => set({ quick: quick === 'true' })} error={wrong('quick')} />
        <SelectField label="Phases" value={draft.phases} choices={PHASES} onChange={(phases) => set({ phases })} error={wrong('phases')} />
        <SelectField label="Objective" value={draft.objective} choices={names.objectives} onChange={(objective) => set({ objective })} error={wrong('objective')} />
        <TextField label="Seed" type="number" min={0} value={draft.seed} onChange={(seed) => set({ seed })} error={wrong('seed')} />
      </div>
      <MoreChoices draft={draft} set={set} wrong={wrong} />
      <Failure error={error} />
      <div class="buttons"><Button type="submit" look="main">Generate</Button></div>
    </Form>
  );
}
