import { useEffect, useState } from 'preact/hooks';
import { TextField } from '../../../ui/Field';
import { useSettled } from '../../../ui/useSettled';

const PAUSE = 400;

interface Props {
  label: string;
  type: 'search' | 'date';
  value: string;
  onChange: (value: string) => void;
}

/** A field that hands on what was typed when the typing pauses: half a word is a filter that finds nothing. */
export function LateField({ value, onChange, ...rest }: Props) {
  const [typed, setTyped] = useState(value);
  const settled = useSettled(typed.trim(), PAUSE);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (settled !== value) onChange(settled);
  }, [settled]);
  return <TextField {...rest} value={typed} onChange={setTyped} />;
}
