import { go } from '../../../address/address';
import { presets } from '../../../api/presets';
import { count } from '../../../format/numbers';
import { Button } from '../../../ui/Button';
import { download } from '../../../ui/download';
import { attempt } from '../../../ui/toasts';

const MOST_BESIDE = 5;

/** What can be done with the presets that are ticked. */
export function ChosenActions({ names }: { names: readonly string[] }) {
  const [a = '', b = ''] = names;
  const few = names.length < 2 || names.length > MOST_BESIDE;
  const save = () => attempt(async () => download(await presets.exportMany(names), 'presets.zip'));
  return (
    <div class="buttons">
      <Button disabled={few} title={few ? `Tick 2 to ${MOST_BESIDE} presets.` : undefined} onPress={() => go('presets', ['compare'], { names: names.join(',') })}>
        Compare side by side
      </Button>
      <Button disabled={names.length !== 2} title={names.length !== 2 ? 'Tick two presets of one market.' : undefined} onPress={() => go('presets', ['ab'], { a, b })}>
        Which is better?
      </Button>
      <Button disabled={names.length === 0} title={names.length === 0 ? 'Tick the presets to export.' : undefined} onPress={save}>
        Export {names.length > 0 ? count(names.length, 'preset') : ''} as zip
      </Button>
    </div>
  );
}
