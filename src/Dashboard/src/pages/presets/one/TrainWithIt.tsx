import { useState } from 'preact/hooks';
import { change, text, type AddressQuery } from '../../../address/address';
import type { JobMode } from '../../../api/jobs';
import { useAnswer, usePoll } from '../../../api/poll';
import type { PresetConfig, SingleConfig } from '../../../api/presetContent';
import { Badge } from '../../../ui/Badge';
import { Button } from '../../../ui/Button';
import { SelectField } from '../../../ui/Field';
import { Loaded } from '../../../ui/Loaded';
import { Failure, Notice } from '../../../ui/Notice';
import { listOf } from '../words';
import { trainings, type Training } from './trainings';

const EVERY = 1500;
const MODES: readonly { value: JobMode; text: string }[] = [
  { value: 'quick', text: 'quick: five folds of the last twelve months' },
  { value: 'sequential', text: 'sequential: quick, the gate, your word, then full' },
  { value: 'full', text: 'full: all data, the last model becomes the live one' },
];

/** Starts trainings of a preset and follows them. What was started stays in the address. */
export function TrainWithIt({ config, deleted, query }: { config: PresetConfig; deleted: boolean; query: AddressQuery }) {
  const [error, setError] = useState<unknown>();
  const mode = MODES.find((one) => one.value === query['mode'])?.value ?? 'quick';
  const why = deleted ? 'Restore the preset first.' : undefined;
  const { queue } = query;
  const single = 'members' in config ? null : config;
  const preview = useAnswer(`grid of ${config.preset} ${config.version}`, (signal) => trainings.preview(config, signal));
  const start = async (run: () => Promise<void>) => {
    setError(undefined);
    try {
      await run();
    } catch (problem) {
      setError(problem);
    }
  };
  const grid = () => start(async () => change({ queue: await trainings.startGrid(config) }));
  const jobs = (preset: SingleConfig) => start(() => trainings.startJobs(preset, mode, (ids) => change({ jobs: ids.join(',') })));
  return (
    <section class="panel" aria-label="Train with it">
      <h3>Train with it</h3>
      {deleted && <Notice kind="warning">This preset is deleted; restore it before you train with it.</Notice>}
      <div class="columns">
        <div class="stack">
          <p>A grid trains every horizon, tries every strategy on it, and keeps what is best in a regime. {preview.data && <span class="soft">{preview.data.text}.</span>}</p>
          <Failure error={preview.error} />
          <div class="buttons"><Button look="main" disabled={deleted} title={why} onPress={grid}>Train a grid with it</Button></div>
          {queue && <Followed key={queue} id={queue} ask={trainings.grid} href={text('queue', [queue])} open="Open the queue" />}
        </div>
        <div class="stack">
          {single === null ? <p>A job trains one model, and an ensemble has several: train them as a grid, or open a member and train a job with that.</p> : (
            <>
              <SelectField label="A job a horizon" value={mode} choices={MODES} onChange={(chosen) => change({ mode: chosen })} />
              <div class="buttons">
                <Button disabled={deleted} title={why} onPress={() => jobs(single)}>{single.horizons.length > 1 ? 'Train jobs with it' : 'Train a job with it'}</Button>
              </div>
            </>
          )}
          {listOf(query['jobs']).map((id) => <Followed key={id} id={id} ask={trainings.job} href={text('jobs', [id])} open="Open the job" />)}
        </div>
      </div>
      <Failure error={error} title="The training was not started." />
    </section>
  );
}

/** A training that was started from here, followed to its end. */
function Followed({ id, ask, href, open }: { id: string; ask: (id: string, signal: AbortSignal) => Promise<Training>; href: string; open: string }) {
  const training = usePoll(id, (signal) => ask(id, signal), (one) => (one.over ? 0 : EVERY));
  return (
    <Loaded of={training} what="the training">
      {(found) => (
        <div class="presets-training" role="status">
          <div class="row middle"><Badge state={found.state} /><span>{found.text}</span><a href={href}>{open}</a></div>
          {found.reason && <p>{found.reason}</p>}
        </div>
      )}
    </Loaded>
  );
}
