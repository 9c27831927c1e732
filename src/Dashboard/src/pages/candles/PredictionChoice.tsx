import { change } from '../../address/address';
import type { CandleResults, CandleRun, Forecasts } from '../../api/candles';
import type { Polled } from '../../api/poll';
import { decimals } from '../../format/numbers';
import { SelectField } from '../../ui/Field';
import { Loaded } from '../../ui/Loaded';
import { ForecastCount } from './ForecastCount';
import { SureField } from './SureField';
import { PREDICTED_BARS, type View } from './view';

interface Props {
  run: CandleRun;
  results: CandleResults;
  forecasts: Polled<Forecasts>;
  view: View;
}

const BARS = { test: 'The test', run: 'Training, tune and test', later: 'Every bar after the candle' } as const;

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
        <SureField view={view} />
      </div>
      <Loaded of={forecasts} what="the predictions">
        {(found) => (
          <ForecastCount of={found}>
            {view.bars === 'run' && ' The model has learned from the bars before the candle: its answers there prove nothing.'}
          </ForecastCount>
        )}
      </Loaded>
    </section>
  );
}
