import { useEffect } from 'preact/hooks';
import { change } from '../../../address/address';
import { grids } from '../../../api/grids';
import { useAnswer } from '../../../api/poll';
import { SelectField } from '../../../ui/Field';
import { attempt } from '../../../ui/toasts';
import { withPreset, type Draft } from './draft';

interface Props {
  draft: Draft;
  /** A preset that the address names: another page sends people here with it. */
  wanted: string | undefined;
  onFill: (draft: Draft) => void;
}

/** Fills the form with a published preset; nothing is shown where there is none. */
export function PresetChoice({ draft, wanted, onFill }: Props) {
  const presets = useAnswer('presets/published', (signal) => grids.presets(signal));
  const fill = (name: string) => attempt(async () => onFill(withPreset(draft, await grids.preset(name))), `The form is filled with ${name}.`);
  useEffect(() => {
    if (!wanted) return;
    // Out of the address first: a reload must keep what is changed in the form afterwards.
    change({ preset: null });
    void fill(wanted);
  }, [wanted]);

  const names = presets.data ?? [];
  if (names.length === 0) return null;
  return (
    <SelectField
      label="Fill with a preset" value="" onChange={(name) => void (name && fill(name))}
      choices={[{ value: '', text: 'Choose a published preset' }, ...names]} hint="Its model, market, features and hyper-parameters take the place of what is below."
    />
  );
}
