import { change } from '../../address/address';
import { decimals } from '../../format/numbers';
import { SliderField } from '../../ui/Field';
import type { View } from './view';

const RANGE = { min: 0, max: 0.5, step: 0.01 };

/** From which confidence on a forecast gets an arrow. */
export function SureField({ view }: { view: View }) {
  return (
    <div class="candles-sure">
      <SliderField label="Arrows from a confidence of" {...RANGE} value={view.sure} show={(value) => decimals(value, 2)} onChange={(sure) => change({ sure })} />
    </div>
  );
}
