import { apiOf, until, type Api, type Site } from './api';
import { importMarket } from './market';

/** What lies in the stocked product. */
export interface Shelves {
  readonly symbol: string;
  readonly timeframe: string;
  /** A finished grid of ridge and lightgbm, one of which was kept. */
  readonly queueId: string;
  readonly keptRunId: string;
  readonly deletedRunId: string;
  /** A finished training from a candle. */
  readonly candleRunId: string;
  /** A published preset. */
  readonly presetName: string;
  /** A two-stage job that its gate refused, and one that waits for a word. */
  readonly refusedJobId: string;
  readonly waitingJobId: string;
}

interface Page<T> {
  items: T[];
}

const SYMBOL = 'SYN1USDT';
const TIMEFRAME = '1h';
const LIMIT = 180_000;
const LAST_WORDS = 600;

/** Puts small things on the shelves: all of it trains in seconds, and the same bars and seeds come to the same every time. */
export async function stock(site: Site): Promise<Shelves> {
  const api = apiOf(site);
  await importMarket(site, SYMBOL, TIMEFRAME);
  const [grid, candleRunId, presetName, refusedJobId, waitingJobId] = await Promise.all([
    trainGrid(api),
    trainCandle(api),
    makePreset(api),
    trainJob(api, { feature_system: 'poc16', days: 30 }, 'gate_refused'),
    trainJob(api, { feature_system: 'v1', days: 180, horizon: 3 }, 'waiting_for_approval'),
  ]);
  return { symbol: SYMBOL, timeframe: TIMEFRAME, ...grid, candleRunId, presetName, refusedJobId, waitingJobId };
}

async function trainGrid(api: Api): Promise<Pick<Shelves, 'queueId' | 'keptRunId' | 'deletedRunId'>> {
  const { id } = await api.post<{ id: string }>('queues', {
    name: 'first grid',
    models: [{ type: 'ridge' }, { type: 'lightgbm', hyper_parameters: { num_iterations: 20 } }],
    symbols: [SYMBOL],
    timeframes: [TIMEFRAME],
    days: [30],
    horizons: [1],
    feature_systems: ['poc16'],
    folds: 'quick',
  });
  await api.post(`queues/${id}/start`);
  await ended(api, `queues/${id}`, 'state', 'completed');
  const runs = (await api.get<Page<{ id: string; kept: boolean }>>('runs?limit=10')).items.filter((run) => run.id.startsWith(id));
  return {
    queueId: id,
    keptRunId: found(runs.find((run) => run.kept)?.id, 'a kept run'),
    deletedRunId: found(runs.find((run) => !run.kept)?.id, 'a run that was not kept'),
  };
}

async function trainCandle(api: Api): Promise<string> {
  const started = await api.post<{ run_id: string }>('training/run-poc', {
    symbol: SYMBOL, timeframe: TIMEFRAME, candle_date: '2021-03-01T00:00:00Z', train_years: 0.5, test_window_size: 35,
  });
  await ended(api, `training/poc-runs/${started.run_id}`, 'status', 'completed');
  return started.run_id;
}

async function makePreset(api: Api): Promise<string> {
  const started = await api.post<{ plan_id: string }>('presets/generate', {
    symbols: [SYMBOL],
    timeframes: [TIMEFRAME],
    features: ['v1'],
    models: ['lightgbm'],
    horizons: [[1]],
    quick: true,
    trials: { broad: 4, focused: 2, local: 1, seeds: 2 },
  });
  await ended(api, `presets/plans/${started.plan_id}`, 'status', 'completed');
  const presets = await api.get<Page<{ name: string; status: string }>>('presets');
  return found(presets.items.find((preset) => preset.status === 'published')?.name, 'a published preset');
}

async function trainJob(api: Api, choice: { feature_system: string; days: number; horizon?: number }, outcome: string): Promise<string> {
  const started = await api.post<{ job_id: string }>('training/start', {
    training_mode: 'sequential', symbol: SYMBOL, timeframe: TIMEFRAME, model: 'ridge', ...choice,
  });
  await ended(api, `training/jobs/${started.job_id}`, 'status', outcome);
  return started.job_id;
}

/** Waits until nothing moves there any more, and insists on how it ended. */
async function ended(api: Api, path: string, field: 'state' | 'status', wanted: string): Promise<void> {
  const moving = ['pending', 'started', 'running', 'quick', 'full'];
  const last = await until(async () => {
    const value = (await api.get<Record<string, string>>(path))[field] ?? '';
    return moving.some((word) => value.startsWith(word)) ? undefined : value;
  }, `${path} comes to an end`, LIMIT);
  if (last !== wanted) throw new Error(`${path} should have come to ${wanted}, but came to ${last}: ${JSON.stringify(await api.get(path)).slice(-LAST_WORDS)}`);
}

function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`the stock should have ${what}, and has none`);
  return value;
}
