import { Field } from '../../../ui/Field';
import { attempt } from '../../../ui/toasts';

const EXAMPLE = `name: my grid
models: [lightgbm, ridge]
symbols: BTC/USDT
timeframes: 1h
days: [90, 180]
horizons: [1, 3]`;

/** A grid as text, pasted or from a file, as the files in configs/grids. */
export function TextForm({ text, onChange }: { text: string; onChange: (text: string) => void }) {
  const load = (file: File | undefined) => file && attempt(async () => onChange(await file.text()));
  return (
    <>
      <Field label="Grid in YAML or JSON" hint={<>As the files in <code>configs/grids</code>. Errors are told with line and column.</>}>
        {(control) => <textarea {...control} rows={16} spellcheck={false} placeholder={EXAMPLE} value={text} onInput={(event) => onChange(event.currentTarget.value)} />}
      </Field>
      <Field label="Or load a file">
        {(control) => <input {...control} type="file" accept=".yaml,.yml,.json" onChange={(event) => void load(event.currentTarget.files?.[0])} />}
      </Field>
    </>
  );
}
