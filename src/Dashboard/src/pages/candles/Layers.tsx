import type { ComponentChildren } from 'preact';
import { change } from '../../address/address';
import { palette } from '../../charts/palette';
import { useDark } from '../../theme/theme';
import { CheckField } from '../../ui/Field';
import { changes, type Layer, type View } from './view';

export interface LayerWords {
  layer: Layer;
  text: ComponentChildren;
  /** Its colours on the chart, as numbers of series; none where it is drawn in the colours of rise and fall. */
  colours?: readonly number[];
}

/** What is drawn on the chart besides the candles, each to be taken off. */
export function Layers({ layers, view }: { layers: readonly LayerWords[]; view: View }) {
  const colours = palette(useDark());
  const show = (layer: Layer, on: boolean) => {
    const hidden = new Set(view.hidden);
    if (on) hidden.delete(layer);
    else hidden.add(layer);
    change(changes.hidden(hidden));
  };
  return (
    <ul class="candles-layers" aria-label="Drawn on the chart">
      <li>
        <CheckField label="Forecasts of the live model" checked={view.live !== null} onChange={(on) => change(changes.live(on ? 'newest' : null))} />
      </li>
      {layers.map(({ layer, text, colours: keys = [] }) => (
        <li key={layer}>
          <CheckField
            checked={!view.hidden.has(layer)} onChange={(on) => show(layer, on)}
            label={<>{keys.map((key) => <i key={key} class="candles-key" aria-hidden="true" style={{ background: colours.series[key] ?? colours.none }} />)}{text}</>}
          />
        </li>
      ))}
    </ul>
  );
}
