import { useState } from 'preact/hooks';
import { CheckField, TextField } from '../../../ui/Field';
import type { Draft } from './draft';

export type SetDraft = (part: Partial<Draft>) => void;

interface Props {
  draft: Draft;
  set: SetDraft;
  /** What the server says of a field. */
  wrong: (field: string) => string | undefined;
}

/** What few change: own numbers of trials, limits, and what becomes of presets that exist. */
export function MoreChoices({ draft, set, wrong }: Props) {
  // As it was first: it must not close while a field in it is being emptied.
  const [open] = useState(() => [draft.broad, draft.focused, draft.local, draft.seeds, draft.maxConfigs, draft.description, draft.force, draft.whenBetter].some(Boolean));
  return (
    <details class="panel" open={open || wrong('trials') !== undefined}>
      <summary>More choices</summary>
      <div class="presets-filters">
        <TextField label="Trials of phase 1" type="number" min={1} value={draft.broad} onChange={(broad) => set({ broad })} placeholder="as above" error={wrong('trials')} />
        <TextField label="Trials of phase 2" type="number" min={1} value={draft.focused} onChange={(focused) => set({ focused })} placeholder="as above" />
        <TextField label="Trials of phase 3" type="number" min={1} value={draft.local} onChange={(local) => set({ local })} placeholder="as above" />
        <TextField label="Seeds of phase 4" type="number" min={1} value={draft.seeds} onChange={(seeds) => set({ seeds })} placeholder="as above" />
        <TextField
          label="Presets at most" type="number" min={1} value={draft.maxConfigs} onChange={(maxConfigs) => set({ maxConfigs })} placeholder="all" error={wrong('max_configs')}
        />
        <TextField
          label="Presets at a time" type="number" min={1} max={8} value={draft.parallel} onChange={(parallel) => set({ parallel })} error={wrong('max_parallel')}
        />
      </div>
      <TextField
        label="Description" value={draft.description} onChange={(description) => set({ description })} hint="Said in the history of the presets." error={wrong('description')}
      />
      <div>
        <CheckField
          label="Make presets that exist again" hint="As their next version." checked={draft.force} onChange={(force) => set({ force })}
        />
        <CheckField
          label="Publish only what beats the current version" hint="On the held-out part." checked={draft.whenBetter}
          onChange={(whenBetter) => set({ whenBetter })}
        />
      </div>
    </details>
  );
}
