import type { CandleParams } from '../../api/candles';
import type { PresetItem } from '../../api/presets';
import type { SingleConfig } from '../../api/presetContent';
import type { CandleRange } from '../../api/vocabulary';
import { named, shown, spaced } from '../../format/words';
import type { Choice } from '../../ui/Field';
import type { Draft } from './draft';

/** The only architecture that is trained from a candle, as presets name it. */
const TRAINED = 'LightGBM';

/** LightGBM knows one of them by two names, and searches use the other one. */
const PARAMS: Readonly<Record<string, keyof CandleParams>> = {
  learning_rate: 'learning_rate', num_leaves: 'num_leaves', max_depth: 'max_depth', min_child_samples: 'min_child_samples', min_data_in_leaf: 'min_child_samples',
};

/** Those that can be taken first; each of the others says why it cannot. */
export function presetChoices(presets: readonly PresetItem[]): Choice[] {
  const fits = presets.filter((preset) => preset.architecture === TRAINED);
  const others = presets.filter((preset) => preset.architecture !== TRAINED);
  return [
    ...fits.map((preset) => preset.name),
    ...others.map(({ name, architecture }) => ({ value: name, text: `${name}: is of ${architecture}, and a candle trains ${TRAINED}`, disabled: true })),
  ];
}

/** The dialog filled with what it has room for, and in words what of the preset it has not taken as it is. */
export function fromPreset(
  draft: Draft, preset: SingleConfig, market: { symbol: string; timeframe: string }, ranges: readonly CandleRange[],
): { draft: Draft; notes: string[] } {
  const params: CandleParams = { ...draft.params };
  const changed: string[] = [];
  const left = [`encoder ${preset.encoder}`, `horizons ${preset.horizons.join(', ')}`, `a window of ${preset.days} days`];
  for (const [name, value] of Object.entries(preset.hyper_parameters)) {
    const param = PARAMS[name];
    if (param === undefined || typeof value !== 'number') {
      left.push(`${spaced(name)} ${shown(value)}`);
      continue;
    }
    const range = ranges.find((one) => one.option === `params.${param}`);
    const taken = (params[param] = range ? nearest(param, value, range) : value);
    if (range && taken !== value) changed.push(`${named(name)} is ${shown(value)} there and ${taken} here, where ${range.least} to ${range.most} can be chosen.`);
  }
  const [searched, here] = [preset, market].map(({ symbol, timeframe }) => `${symbol} ${timeframe}`);
  const elsewhere = searched === here ? [] : [`It was searched for ${searched}, and this is ${here}.`];
  return {
    draft: { ...draft, params, feature_set: preset.feature_system, seed: String(preset.seed) },
    notes: [...elsewhere, ...changed, `Left out, since nobody can choose it for a candle: ${left.join('; ')}.`],
  };
}

/** LightGBM takes a depth of 0 and less for no limit. */
function nearest(param: keyof CandleParams, value: number, { least, most }: CandleRange): number {
  return param === 'max_depth' && value <= 0 ? most : Math.min(most, Math.max(least, value));
}
