import type { ParameterRange } from '../../../api/presetContent';
import { NOTHING } from '../../../format/numbers';
import { shown } from '../../../format/words';

/** "0.001 to 100, log" */
export function rangeText(range: ParameterRange | undefined): string {
  if (!range) return NOTHING;
  if (range.choices) return range.choices.length === 1 ? 'fixed' : range.choices.map(shown).join(', ');
  return `${shown(range.low)} to ${shown(range.high)}${range.log ? ', log' : ''}`;
}
