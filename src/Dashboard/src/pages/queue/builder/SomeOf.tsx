import { ManyField, SelectField } from '../../../ui/Field';

interface Props {
  single: boolean;
  /** The label for one, and for several. */
  one: string;
  many: string;
  choices: readonly string[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
  error: string | undefined;
}

/** One of the choices for a single configuration, several for a grid. */
export function SomeOf({ single, one, many, choices: known, chosen, onChange, error }: Props) {
  // A preset may name what is not on the list, such as a market without bars; it must be seen to be taken out.
  const choices = [...new Set([...known, ...chosen])];
  if (!single) return <ManyField legend={many} choices={choices} chosen={chosen} onChange={onChange} error={error} />;
  const [first] = chosen;
  // A list that was emptied in the grid has no first: the select must not show one that is not sent.
  const shown = first === undefined ? [{ value: '', text: 'Choose one' }, ...choices] : choices;
  return <SelectField label={one} value={first ?? ''} onChange={(value) => onChange(value === '' ? [] : [value])} choices={shown} error={error} />;
}
