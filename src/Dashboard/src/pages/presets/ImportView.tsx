import { useRef, useState } from 'preact/hooks';
import { Button } from '../../ui/Button';
import { Field, Form, TextField } from '../../ui/Field';
import { Notice } from '../../ui/Notice';
import { importFile, type ImportedFile } from './imports';
import { PresetLink } from './PresetLink';

/** Takes presets from files that were exported, here or elsewhere. A file is judged as a whole before anything of it is written. */
export function ImportView() {
  const input = useRef<HTMLInputElement>(null);
  const [files, setFiles] = useState<readonly File[]>([]);
  const [name, setName] = useState('');
  const [results, setResults] = useState<readonly ImportedFile[]>([]);
  const send = async () => {
    setResults([]);
    // One after the other, so that a preset of two files gets its versions in their order.
    for (const file of files) {
      const result = await importFile(file, name);
      setResults((before) => [...before, result]);
    }
    setFiles([]);
    if (input.current) input.current.value = '';
  };
  return (
    <>
      <Form class="stack" onSend={send} aria-label="Import presets">
        <h2>Import presets</h2>
        <p class="soft">
          Files that were exported: one preset as JSON, or several as zip. Each becomes the next version of its name, with the status imported. A file that is not right is
          refused as a whole, and nothing of it is written.
        </p>
        <div class="presets-wishes">
          <Field label="Files">
            {(control) => (
              <input
                {...control} ref={input} type="file" accept=".json,.zip,application/json,application/zip" multiple
                onChange={(event) => setFiles([...(event.currentTarget.files ?? [])])}
              />
            )}
          </Field>
          <TextField label="Under another name" value={name} onChange={setName} hint="For a file with one preset. Empty: its own name." />
        </div>
        <div class="buttons">
          <Button look="main" type="submit" disabled={files.length === 0} title={files.length === 0 ? 'Choose a file first.' : undefined}>Import</Button>
        </div>
      </Form>
      <section class="stack" aria-label="What became of the files" aria-live="polite">{results.map((result, index) => <Result key={index} of={result} />)}</section>
    </>
  );
}

function Result({ of }: { of: ImportedFile }) {
  if (of.refused !== undefined) return <Notice kind="error" title={`${of.file} was not imported`}>{of.refused}</Notice>;
  return (
    <Notice kind="good" title={`${of.file} was imported`}>
      <ul>{of.presets.map((one) => <li key={one.name}><PresetLink name={one.name} />: {one.text}</li>)}</ul>
    </Notice>
  );
}
