import type { MarketBars } from '../../../api/bars';
import type { Faults } from '../../../api/faults';
import { symbolsOf, timeframesOf } from '../../../api/markets';
import { useVocabulary } from '../../../api/vocabulary';
import { CheckField, SelectField, TextField } from '../../../ui/Field';
import { nameOf, type Draft } from './draft';
import { MoreFields } from './MoreFields';
import { SomeOf } from './SomeOf';

export interface FormProps {
  /** One configuration: of every list one. */
  single: boolean;
  draft: Draft;
  put: (changes: Partial<Draft>) => void;
  words: Faults;
}

export function GridForm({ markets, ...form }: FormProps & { markets: readonly MarketBars[] }) {
  const { single, draft, put, words } = form;
  const names = useVocabulary();
  return (
    <>
      <SomeOf single={single} one="Model type" many="Model types" choices={names.models} chosen={draft.models} onChange={(models) => put({ models })} error={words.of('models')} />
      <div class="queue-pair">
        <SomeOf single={single} one="Symbol" many="Symbols" choices={symbolsOf(markets)} chosen={draft.symbols}
          onChange={(chosen) => put({ symbols: chosen })} error={words.of('symbols')} />
        <SomeOf single={single} one="Timeframe" many="Timeframes" choices={timeframesOf(markets)} chosen={draft.timeframes}
          onChange={(chosen) => put({ timeframes: chosen })} error={words.of('timeframes')} />
      </div>
      <div class="queue-pair">
        <TextField
          label="Days" value={draft.days} onChange={(days) => put({ days })} error={words.of('days')}
          hint={single ? 'Days of bars that a fold trains on.' : 'Days of bars that a fold trains on; several as 90, 180.'}
        />
        <TextField
          label={single ? 'Horizon' : 'Horizons'} value={draft.horizons} onChange={(horizons) => put({ horizons })} error={words.of('horizons')}
          hint={single ? 'Bars ahead.' : 'Bars ahead; several as 1, 3, 6.'}
        />
      </div>
      <div class="queue-pair">
        <SomeOf single={single} one="Feature system" many="Feature systems" choices={names.feature_systems} chosen={draft.featureSystems}
          onChange={(featureSystems) => put({ featureSystems })} error={words.of('feature_systems')} />
        <SomeOf single={single} one="Encoder" many="Encoders" choices={names.encoders} chosen={draft.encoders}
          onChange={(encoders) => put({ encoders })} error={words.of('encoders')} />
      </div>
      <div class="queue-pair">
        <SelectField
          label="Folds" value={draft.folds} onChange={(folds) => put({ folds })} error={words.of('folds')}
          choices={foldChoices(names.fold_modes, draft.folds)} hint="How the test windows are cut."
        />
        <TextField
          label="Name" value={draft.name} onChange={(name) => put({ name })} error={words.of('name')}
          placeholder={nameOf(draft, single ? 'single' : 'grid')} hint="Of the queue; left empty it is named after its content."
        />
      </div>
      <CheckField
        label="Skip what was trained already" checked={draft.skipTrained} onChange={(skipTrained) => put({ skipTrained })}
        hint="The same configuration on the same data, folds, code and seed is not trained again."
      />
      <MoreFields {...form} />
    </>
  );
}

const FOLD_WORDS: Record<string, string> = { quick: 'quick: the last year', full: 'full: all data, takes longer', cpcv: 'cpcv: combinatorial, purged' };

/** `single` is left out: it is cut at a candle, and a grid names none. */
function foldChoices(modes: readonly string[], chosen: string): { value: string; text: string }[] {
  return [...new Set([...modes.filter((mode) => mode !== 'single'), chosen])].map((mode) => ({ value: mode, text: FOLD_WORDS[mode] ?? mode }));
}
