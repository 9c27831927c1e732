import { api, part } from '../../../api/client';
import type { PresetConfig, SingleConfig } from '../../../api/presetContent';
import { gridOf, jobsOf, type JobMode } from './requests';

/** How a training is, whatever its kind. */
export interface Training {
  id: string;
  text: string;
  state: string;
  over: boolean;
  reason: string | null;
}

interface Queue {
  id: string;
  state: string;
  reason: string | null;
  preview: string;
  counters: { total: number; completed: number; failed: number; skipped: number; kept: number };
}

interface Job {
  job_id: string;
  status: string;
  fold: number;
  folds: number;
  stage: string | null;
  reason: string | null;
  request: { horizon: number };
}

const QUEUE_ENDS = ['completed', 'cancelled', 'crashed'];
const JOB_GOES_ON = ['pending', 'quick', 'full'];

export const trainings = {
  preview: (config: PresetConfig, signal: AbortSignal) => api.post<{ text: string; items: number }>('queues/preview', gridOf(config), {}, { signal }),
  startGrid: async (config: PresetConfig): Promise<string> => {
    const { id } = await api.post<Queue>('queues', gridOf(config));
    await api.post(`queues/${part(id)}/start`);
    return id;
  },
  /** One after the other; `onStarted` hears of all so far, also when a later one is refused. */
  startJobs: async (config: SingleConfig, mode: JobMode, onStarted: (ids: readonly string[]) => void): Promise<void> => {
    const ids: string[] = [];
    for (const job of jobsOf(config, mode)) {
      ids.push((await api.post<{ job_id: string }>('training/start', job)).job_id);
      onStarted(ids);
    }
  },
  grid: async (id: string, signal: AbortSignal): Promise<Training> => {
    const { state, reason, counters } = await api.get<Queue>(`queues/${part(id)}`, {}, { signal });
    const text = `${counters.completed} of ${counters.total} trained, ${counters.kept} kept, ${counters.skipped} skipped, ${counters.failed} failed`;
    return { id, state, reason, text, over: QUEUE_ENDS.includes(state) };
  },
  job: async (id: string, signal: AbortSignal): Promise<Training> => {
    const { status, fold, folds, reason, request } = await api.get<Job>(`training/jobs/${part(id)}`, {}, { signal });
    return { id, state: status, reason, text: `${request.horizon} ahead, fold ${fold} of ${folds}`, over: !JOB_GOES_ON.includes(status) };
  },
};
