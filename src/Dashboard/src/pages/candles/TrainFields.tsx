import type { CandleParams } from '../../api/candles';
import { faultOf } from '../../api/faults';
import { useVocabulary, type CandleRange } from '../../api/vocabulary';
import { decimals } from '../../format/numbers';
import { SelectField, SliderField, TextField } from '../../ui/Field';
import { SEARCHES, sliderOf, type Draft } from './draft';

interface Props {
  draft: Draft;
  onChange: (draft: Draft) => void;
  error: unknown;
}

const years = (value: number) => `${value} years`;

/** How a model is trained from a candle: the main choices open, the others behind a word. */
export function TrainFields({ draft, onChange, error }: Props) {
  const set = (changed: Partial<Draft>) => onChange({ ...draft, ...changed });
  const { feature_systems: systems, candle_ranges: ranges } = useVocabulary();
  const features = systems.includes(draft.feature_set) ? systems : [draft.feature_set, ...systems];
  const search = SEARCHES.map((seconds) => ({ value: String(seconds), text: seconds === 0 ? 'No, take these' : `Look for better ones for ${seconds} s` }));
  const slider = { ranges, error };
  return (
    <>
      <div class="candles-fields">
        <OptionSlider {...slider} option="train_years" label="Training part" hint={(words) => `Years of bars up to the candle${words}`} show={years}
          value={draft.train_years} onChange={(train_years) => set({ train_years })} />
        <OptionSlider {...slider} option="test_window_size" label="Test window" hint={(words) => `Bars after the candle${words}`}
          value={draft.test_window_size} onChange={(test_window_size) => set({ test_window_size })} />
      </div>
      <fieldset>
        <legend>LightGBM</legend>
        <ParamSliders {...slider} params={draft.params} onChange={(params) => set({ params })} />
        <SelectField label="Quick optimise" choices={search} value={String(draft.optimize_seconds)} onChange={(seconds) => set({ optimize_seconds: Number(seconds) })}
          hint="Begins with these and judges others on the tune part; the test takes no part in it." error={faultOf(error, 'optimize_seconds')} />
      </fieldset>
      <details>
        <summary>More options</summary>
        <div class="candles-fields">
          <SelectField label="Features" choices={features} value={draft.feature_set} onChange={(feature_set) => set({ feature_set })} error={faultOf(error, 'feature_set')} />
          <OptionSlider {...slider} option="windows" label="Test windows" hint={(words) => `One after the other${words}: how the figures fall with time`}
            value={draft.windows} onChange={(windows) => set({ windows })} />
          <OptionSlider {...slider} option="folds" label="Tests before the candle" hint={(words) => `Inside the training part${words}: how far the figures move without any change`}
            value={draft.folds} onChange={(folds) => set({ folds })} />
          <TextField label="Threshold for other bars" type="number" min={0} max={1} step="any" hint="From which probability on predictions say up, 0 to 1"
            value={draft.threshold} onChange={(threshold) => set({ threshold })} error={faultOf(error, 'threshold')} />
          <TextField label="Seed" type="number" min={0} step={1} hint="Of everything random: the same seed gives the same model"
            value={draft.seed} onChange={(seed) => set({ seed })} error={faultOf(error, 'seed')} />
        </div>
      </details>
    </>
  );
}

interface Ranged {
  ranges: readonly CandleRange[];
  error: unknown;
}

function ParamSliders({ params, onChange, ...slider }: Ranged & { params: CandleParams; onChange: (params: CandleParams) => void }) {
  const set = (changed: Partial<CandleParams>) => onChange({ ...params, ...changed });
  return (
    <div class="candles-fields candles-four">
      <OptionSlider {...slider} option="params.learning_rate" label="Learning rate" hint={(words) => `Share of a tree's forecast that is taken${words}`}
        show={(value) => decimals(value, 3)} value={params.learning_rate} onChange={(learning_rate) => set({ learning_rate })} />
      <OptionSlider {...slider} option="params.num_leaves" label="Leaves" hint={(words) => `Of a tree at most${words}`}
        value={params.num_leaves} onChange={(num_leaves) => set({ num_leaves })} />
      <OptionSlider {...slider} option="params.max_depth" label="Depth" hint={(words) => `Of a tree at most${words}`}
        value={params.max_depth} onChange={(max_depth) => set({ max_depth })} />
      <OptionSlider {...slider} option="params.min_child_samples" label="Rows in a leaf" hint={(words) => `At least${words}`}
        value={params.min_child_samples} onChange={(min_child_samples) => set({ min_child_samples })} />
    </div>
  );
}

interface OptionProps extends Ranged {
  /** As the order names it. */
  option: string;
  label: string;
  /** Of the words for its range, which begin with a comma. */
  hint: (range: string) => string;
  show?: (value: number) => string;
  value: number;
  onChange: (value: number) => void;
}

function OptionSlider({ ranges, error, option, hint, ...rest }: OptionProps) {
  const { words, ...slider } = sliderOf(ranges, option, rest.value);
  return <SliderField {...rest} {...slider} hint={hint(words && `, ${words}`)} error={faultOf(error, option)} />;
}
