import type { CandleRun } from '../../api/candles';
import { instances } from '../../api/instances';
import { usePoll } from '../../api/poll';
import { percent } from '../../format/numbers';
import { ago } from '../../format/times';

const OFTEN = 1500;
const STEPS = [
  { name: 'planning', text: 'Planning' },
  { name: 'training', text: 'Training' },
  { name: 'storing', text: 'Storing' },
];

/** How far a training is, and at which of its steps. */
export function RunProgress({ run }: { run: CandleRun }) {
  // What waits for its turn in a batch has no orchestration yet.
  const instance = usePoll(run.batch_id === null ? `candle-step/${run.run_id}` : null, (signal) => instances.one(`candle-${run.run_id}`, signal), OFTEN);
  const step = stepOf(instance.data?.custom_status);
  return (
    <div class="progress">
      <progress value={run.progress} max={1} aria-label="Progress of the training" />
      <span role="status">{percent(run.progress, 0)} trained, begun {ago(run.started)}{step === 'cancelling' ? '; it is being cancelled' : ''}</span>
      {step !== null && (
        <ol class="candles-steps" aria-label="Steps">
          {STEPS.map(({ name, text }) => <li key={name} aria-current={name === step ? 'step' : undefined}>{text}</li>)}
        </ol>
      )}
    </div>
  );
}

/** Custom statuses are written by the durable engine, which has capital letters where the API has none. */
function stepOf(status: unknown): string | null {
  if (typeof status !== 'object' || status === null) return null;
  const [, step] = Object.entries(status).find(([name]) => name.toLowerCase() === 'step') ?? [];
  return typeof step === 'string' ? step : null;
}
