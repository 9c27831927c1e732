import { change, go, text, type AddressQuery } from '../../../address/address';
import { useAnswer } from '../../../api/poll';
import { presets, type Preset } from '../../../api/presets';
import { minute } from '../../../format/times';
import { useAsk } from '../../../ui/ask';
import { Badge } from '../../../ui/Badge';
import { Button } from '../../../ui/Button';
import { download } from '../../../ui/download';
import { Loaded } from '../../../ui/Loaded';
import { Notice } from '../../../ui/Notice';
import { SubTabs } from '../../../ui/SubTabs';
import { attempt, done } from '../../../ui/toasts';
import { ApplyPart } from './ApplyPart';
import { ContentPart } from './ContentPart';
import { CostPart } from './CostPart';
import { FreshnessPart } from './FreshnessPart';
import { PerformancePart } from './PerformancePart';
import { SearchPart } from './SearchPart';
import { VersionsPart } from './VersionsPart';

const PARTS = [
  { id: 'content', text: 'Content' },
  { id: 'versions', text: 'Versions' },
  { id: 'search', text: 'Search' },
  { id: 'performance', text: 'Performance' },
  { id: 'apply', text: 'Apply' },
];

/** One preset; `version` of the address shows an earlier version of it. */
export function PresetView({ name, query }: { name: string; query: AddressQuery }) {
  const version = query['version'];
  const preset = useAnswer(`${name} ${version ?? ''}`, (signal) => presets.get(name, version, signal));
  return (
    <Loaded of={preset} what={`the preset ${name}`}>
      {(shown) => (
        <>
          <Head preset={shown} earlier={version !== undefined} onChanged={preset.refresh} />
          <SubTabs label="Parts of the preset" tabs={PARTS} active={query['part'] ?? 'content'} onChange={(part) => change({ part: part === 'content' ? null : part })} />
          <Part preset={shown} query={query} />
        </>
      )}
    </Loaded>
  );
}

function Head({ preset, earlier, onChanged }: { preset: Preset; earlier: boolean; onChanged: () => Promise<void> }) {
  const { ask, dialog } = useAsk();
  const { name } = preset;
  const remove = () => ask({
    title: `Delete ${name}?`,
    text: 'It is hidden from the list, and no longer recommended or kept fresh. Its versions and their history stay, and it can be restored.',
    verb: 'Delete the preset',
    danger: true,
    run: async () => {
      await presets.delete(name, 'deleted');
      done(`${name} is deleted. It can be restored.`);
      await onChanged();
    },
  });
  const restore = async () => {
    if (await attempt(() => presets.restore(name, 'restored'), `${name} is there again, as it was.`)) await onChanged();
  };
  const save = () => attempt(async () => download(await presets.export(name, String(preset.version)), `${name}.json`));
  return (
    <section class="panel" aria-label="Preset">
      <div class="spread">
        <h2 class="presets-name">{name}</h2>
        <div class="buttons">
          <Button onPress={save}>Export</Button>
          <Button onPress={() => go('presets', ['ab'], { a: name })}>Compare with …</Button>
          {preset.deleted ? <Button look="main" onPress={restore}>Restore</Button> : <Button look="danger" onPress={remove}>Delete</Button>}
        </div>
      </div>
      <p class="row middle">
        <Badge state={preset.content.status} />
        <span>Version {preset.version}, {minute(preset.updated)}</span>
        {earlier && <a href={text('presets', [name])}>Show the current version</a>}
      </p>
      <p>{preset.description}</p>
      {preset.deleted && <Notice kind="warning">This preset is deleted. Restore it to use it again.</Notice>}
      {dialog}
    </section>
  );
}

function Part({ preset, query }: { preset: Preset; query: AddressQuery }) {
  switch (query['part']) {
    case 'versions': return <VersionsPart name={preset.name} query={query} />;
    case 'search': return <SearchPart content={preset.content} />;
    case 'performance': return <PerformancePart preset={preset} query={query} />;
    case 'apply': return <ApplyPart preset={preset} query={query} />;
    default: return (
      <>
        <FreshnessPart preset={preset} />
        <ContentPart content={preset.content} />
        <CostPart preset={preset} />
      </>
    );
  }
}
