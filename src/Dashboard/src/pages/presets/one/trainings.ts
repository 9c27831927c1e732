import { grids } from '../../../api/grids';
import { jobs, type JobMode } from '../../../api/jobs';
import type { PresetConfig, SingleConfig } from '../../../api/presetContent';
import { queues } from '../../../api/queues';
import { gridOf, jobsOf } from './requests';

/** How a training is, whatever its kind. */
export interface Training {
  id: string;
  text: string;
  state: string;
  over: boolean;
  reason: string | null;
}

const QUEUE_ENDS = ['completed', 'cancelled', 'crashed'];
const JOB_GOES_ON = ['pending', 'quick', 'full'];

export const trainings = {
  preview: (config: PresetConfig, signal: AbortSignal) => grids.preview({ grid: gridOf(config) }, signal),
  startGrid: async (config: PresetConfig): Promise<string> => {
    const { id } = await grids.create({ grid: gridOf(config) });
    await queues.wish(id, 'start');
    return id;
  },
  /** One after the other; `onStarted` hears of all so far, also when a later one is refused. */
  startJobs: async (config: SingleConfig, mode: JobMode, onStarted: (ids: readonly string[]) => void): Promise<void> => {
    const ids: string[] = [];
    for (const job of jobsOf(config, mode)) {
      ids.push((await jobs.start(job)).job_id);
      onStarted(ids);
    }
  },
  grid: async (id: string, signal: AbortSignal): Promise<Training> => {
    const { state, reason, counters } = await queues.get(id, signal);
    const text = `${counters.completed} of ${counters.total} trained, ${counters.kept} kept, ${counters.skipped} skipped, ${counters.failed} failed`;
    return { id, state, reason, text, over: QUEUE_ENDS.includes(state) };
  },
  job: async (id: string, signal: AbortSignal): Promise<Training> => {
    const { status, fold, folds, reason, request } = await jobs.one(id, signal);
    return { id, state: status, reason, text: `${request.horizon} ahead, fold ${fold} of ${folds}`, over: !JOB_GOES_ON.includes(status) };
  },
};
