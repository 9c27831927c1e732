import type { CandleParams } from '../../api/candles';
import { faultOf } from '../../api/faults';
import { useVocabulary } from '../../api/vocabulary';
import { decimals } from '../../format/numbers';
import { SelectField, SliderField, TextField } from '../../ui/Field';
import { RANGES, SEARCHES, type Draft } from './draft';

interface Props {
  draft: Draft;
  onChange: (draft: Draft) => void;
  error: unknown;
}

const years = (value: number) => `${value} years`;
const range = ({ min, max }: { min: number; max: number }, unit: string) => `${min} to ${max} ${unit}`;

/** How a model is trained from a candle: the main choices open, the others behind a word. */
export function TrainFields({ draft, onChange, error }: Props) {
  const set = (changed: Partial<Draft>) => onChange({ ...draft, ...changed });
  const systems = useVocabulary().feature_systems;
  const features = systems.includes(draft.feature_set) ? systems : [draft.feature_set, ...systems];
  const search = SEARCHES.map((seconds) => ({ value: String(seconds), text: seconds === 0 ? 'No, take these' : `Look for better ones for ${seconds} s` }));
  return (
    <>
      <div class="candles-fields">
        <SliderField label="Training part" hint={`Years of bars up to the candle, ${range(RANGES.train_years, 'years')}`} {...RANGES.train_years} show={years}
          value={draft.train_years} onChange={(train_years) => set({ train_years })} error={faultOf(error, 'train_years')} />
        <SliderField label="Test window" hint={`Bars after the candle, ${range(RANGES.test_window_size, 'bars')}`} {...RANGES.test_window_size}
          value={draft.test_window_size} onChange={(test_window_size) => set({ test_window_size })} error={faultOf(error, 'test_window_size')} />
      </div>
      <fieldset>
        <legend>LightGBM</legend>
        <ParamSliders params={draft.params} onChange={(params) => set({ params })} error={error} />
        <SelectField label="Quick optimise" choices={search} value={String(draft.optimize_seconds)} onChange={(seconds) => set({ optimize_seconds: Number(seconds) })}
          hint="Begins with these and judges others on the tune part; the test takes no part in it." error={faultOf(error, 'optimize_seconds')} />
      </fieldset>
      <details>
        <summary>More options</summary>
        <div class="candles-fields">
          <SelectField label="Features" choices={features} value={draft.feature_set} onChange={(feature_set) => set({ feature_set })} error={faultOf(error, 'feature_set')} />
          <SliderField label="Test windows" hint={`One after the other, ${range(RANGES.windows, 'windows')}: how the figures fall with time`} {...RANGES.windows}
            value={draft.windows} onChange={(windows) => set({ windows })} error={faultOf(error, 'windows')} />
          <SliderField label="Tests before the candle" hint={`${range(RANGES.folds, 'folds')}: how far the figures move without any change`} {...RANGES.folds}
            value={draft.folds} onChange={(folds) => set({ folds })} error={faultOf(error, 'folds')} />
          <TextField label="Threshold for other bars" type="number" min={0} max={1} step="any" hint="From which probability on predictions say up, 0 to 1"
            value={draft.threshold} onChange={(threshold) => set({ threshold })} error={faultOf(error, 'threshold')} />
          <TextField label="Seed" type="number" min={0} step={1} hint="Of everything random: the same seed gives the same model"
            value={draft.seed} onChange={(seed) => set({ seed })} error={faultOf(error, 'seed')} />
        </div>
      </details>
    </>
  );
}

function ParamSliders({ params, onChange, error }: { params: CandleParams; onChange: (params: CandleParams) => void; error: unknown }) {
  const set = (changed: Partial<CandleParams>) => onChange({ ...params, ...changed });
  return (
    <div class="candles-fields candles-four">
      <SliderField label="Learning rate" hint={`Share of a tree's forecast that is taken, ${range(RANGES.learning_rate, '')}`} {...RANGES.learning_rate}
        show={(value) => decimals(value, 3)} value={params.learning_rate} onChange={(learning_rate) => set({ learning_rate })} error={faultOf(error, 'params.learning_rate')} />
      <SliderField label="Leaves" hint={`Of a tree at most, ${range(RANGES.num_leaves, 'leaves')}`} {...RANGES.num_leaves}
        value={params.num_leaves} onChange={(num_leaves) => set({ num_leaves })} error={faultOf(error, 'params.num_leaves')} />
      <SliderField label="Depth" hint={`Of a tree at most, ${range(RANGES.max_depth, 'levels')}`} {...RANGES.max_depth}
        value={params.max_depth} onChange={(max_depth) => set({ max_depth })} error={faultOf(error, 'params.max_depth')} />
      <SliderField label="Rows in a leaf" hint={`At least, ${range(RANGES.min_child_samples, 'rows')}`} {...RANGES.min_child_samples}
        value={params.min_child_samples} onChange={(min_child_samples) => set({ min_child_samples })} error={faultOf(error, 'params.min_child_samples')} />
    </div>
  );
}
