import type { AddressQuery } from '../../../address/address';
import { useAnswer } from '../../../api/poll';
import type { PresetConfig } from '../../../api/presetContent';
import { presets, type Preset } from '../../../api/presets';
import { Button } from '../../../ui/Button';
import { copy } from '../../../ui/copy';
import { download } from '../../../ui/download';
import { Loaded } from '../../../ui/Loaded';
import { commandsOf } from './commands';
import { TrainWithIt } from './TrainWithIt';

/** What trainings start from: the configuration as a file, the commands that take it, and trainings from here. */
export function ApplyPart({ preset, query }: { preset: Preset; query: AddressQuery }) {
  const version = query['version'];
  const config = useAnswer(`config ${preset.name} ${version ?? ''}`, (signal) => presets.config(preset.name, version, signal));
  return (
    <Loaded of={config} what="the configuration">
      {(found) => (
        <>
          <TrainWithIt config={found} deleted={preset.deleted} query={query} />
          <ConfigFile config={found} />
        </>
      )}
    </Loaded>
  );
}

function ConfigFile({ config }: { config: PresetConfig }) {
  const text = `${JSON.stringify(config, null, 2)}\n`;
  const name = `${config.preset}.json`;
  const save = () => download(new Response(text, { headers: { 'content-type': 'application/json' } }), name);
  return (
    <section class="panel" aria-label="As a file">
      <div class="spread">
        <h3>As a file: <code>configs/{name}</code></h3>
        <div class="buttons">
          <Button onPress={() => copy(text, 'the configuration')}>Copy</Button>
          <Button onPress={save}>Download</Button>
        </div>
      </div>
      <pre tabIndex={0} role="region" aria-label="Configuration">{text}</pre>
      <h3>In the terminal</h3>
      <pre tabIndex={0} role="region" aria-label="Commands">{commandsOf(config).join('\n')}</pre>
    </section>
  );
}
