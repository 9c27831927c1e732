import { useState } from 'preact/hooks';
import { grids } from '../../api/grids';
import { useAnswer } from '../../api/poll';
import { presets } from '../../api/presets';
import { useVocabulary } from '../../api/vocabulary';
import { SelectField } from '../../ui/Field';
import { Failure, Notice } from '../../ui/Notice';
import type { Draft } from './draft';
import { fromPreset, presetChoices } from './fromPreset';

const OFFERED = 200;

interface Props {
  symbol: string;
  timeframe: string;
  draft: Draft;
  onFill: (draft: Draft) => void;
}

/** Fills the dialog with what a search has found; nothing is shown where there is no preset. */
export function PresetFill({ draft, onFill, ...market }: Props) {
  const list = useAnswer('presets for a candle', (signal) => presets.list({ limit: OFFERED }, signal));
  const { candle_ranges: ranges } = useVocabulary();
  const [filled, setFilled] = useState<{ name: string; notes: readonly string[] } | null>(null);
  const [error, setError] = useState<unknown>();
  const fill = async (name: string) => {
    try {
      const preset = await grids.preset(name);
      const { draft: next, notes } = fromPreset(draft, preset, market, ranges);
      onFill(next);
      setFilled({ name: `${name}, version ${preset.version}`, notes });
      setError(undefined);
    } catch (problem) {
      setError(problem);
    }
  };
  const choices = presetChoices(list.data?.items ?? []);
  if (choices.length === 0) return <Failure error={list.error} title="The presets cannot be offered." />;
  return (
    <div class="stack">
      <SelectField
        label="Fill with a preset" value="" onChange={(name) => void (name && fill(name))} choices={[{ value: '', text: 'Choose a preset of LightGBM' }, ...choices]}
        hint={`Its features, seed and what it has of the four values below take the place of what is there.${list.data?.continuation ? ` These are the first ${OFFERED}.` : ''}`}
      />
      <Failure error={error} title="Nothing was filled in." />
      {filled && (
        <Notice title={`Filled with ${filled.name}`}>
          <ul>{filled.notes.map((note) => <li key={note}>{note}</li>)}</ul>
        </Notice>
      )}
    </div>
  );
}
