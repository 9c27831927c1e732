import { change } from '../../address/address';
import type { CandleResults, CandleRun, Forecasts } from '../../api/candles';
import type { Polled } from '../../api/poll';
import { count, decimals } from '../../format/numbers';
import { SelectField, SliderField } from '../../ui/Field';
import { Loaded } from '../../ui/Loaded';
import { PREDICTED_BARS, type View } from './view';

interface Props {
  run: CandleRun;
  results: CandleResults;
  forecasts: Polled<Forecasts>;
  view: View;
}

const BARS = { test: 'The test', run: 'Training, tune and test', later: 'Every bar after the candle' } as const;
const SURENESS = { min: 0, max: 0.5, step: 0.01 };

/** Which predictions of the loaded model are drawn. */
export function PredictionChoice({ run, results, forecasts, view }: Props) {
  const thresholds = [
    { value: 'run', text: `${decimals(run.config.threshold, 4)}, for bars outside the run` },
    { value: 'results', text: `${decimals(results.threshold.used, 4)}, of the results` },
  ];
  return (
    <section class="panel" aria-label="Predictions on the chart">
      <div class="row">
        <SelectField label="Predictions of" choices={PREDICTED_BARS.map((value) => ({ value, text: BARS[value] }))}
          value={view.bars ?? 'test'} onChange={(predictions) => change({ predictions })} />
        <SelectField label="Rise from a probability of" choices={thresholds}
          value={view.ofResults ? 'results' : 'run'} onChange={(threshold) => change({ threshold: threshold === 'run' ? null : threshold })} />
        <div class="candles-sure">
          <SliderField label="Arrows from a confidence of" {...SURENESS} value={view.sure} show={(value) => decimals(value, 2)} onChange={(sure) => change({ sure })} />
        </div>
      </div>
      <Loaded of={forecasts} what="the predictions">
        {({ predictions, total_predictions: total, threshold }) => (
          <p role="status">
            {shownWords(predictions.length, total)}, threshold {decimals(threshold, 4)}. Confidence is the distance of the probability from one half.
            {view.bars === 'run' && ' The model has learned from the bars before the candle: its answers there prove nothing.'}
          </p>
        )}
      </Loaded>
    </section>
  );
}

function shownWords(shown: number, all: number): string {
  return shown < all ? `${count(shown, 'prediction')} of ${count(all, 'bar')} shown` : `${count(all, 'prediction')} shown`;
}
