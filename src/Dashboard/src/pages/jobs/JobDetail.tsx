import { text } from '../../address/address';
import { hasEnded, jobs, type Job } from '../../api/jobs';
import { usePoll } from '../../api/poll';
import { duration, second } from '../../format/times';
import { useAsk } from '../../ui/ask';
import { Badge } from '../../ui/Badge';
import { Button } from '../../ui/Button';
import { Facts } from '../../ui/Facts';
import { Loaded } from '../../ui/Loaded';
import { Notice } from '../../ui/Notice';
import { attempt, done } from '../../ui/toasts';
import { GateTable } from './GateTable';
import { StageView } from './StageView';

/** One training from its request to its live model. */
export function JobDetail({ id }: { id: string }) {
  const job = usePoll(`job ${id}`, (signal) => jobs.one(id, signal), (data) => (hasEnded(data.status) ? 0 : data.status === 'waiting_for_approval' ? 5_000 : 1_000));
  const { ask, dialog } = useAsk();
  const decide = async (answer: 'approve' | 'reject' | 'cancel') => {
    done((await jobs.decide(id, answer)).message);
    await job.refresh();
  };
  return (
    <>
      <p><a href="#/jobs">All trainings</a></p>
      <Loaded of={job} what="the training">
        {(data) => (
          <>
            <section class="panel" aria-labelledby="job">
              <div class="spread">
                <h2 id="job">{data.symbol} {data.timeframe}: {data.training_mode} training <Badge state={data.status} /></h2>
                <div class="buttons">
                  {!hasEnded(data.status) && (
                    <Button
                      look="danger"
                      onPress={() => ask({
                        title: 'Cancel this training?', text: 'What is being trained stops within seconds. Nothing is published.', verb: 'Cancel the training', danger: true,
                        run: () => decide('cancel'),
                      })}
                    >
                      Cancel
                    </Button>
                  )}
                </div>
              </div>
              {data.reason && <Notice kind={data.status === 'failed' ? 'error' : 'info'}>{data.reason}</Notice>}
              <JobProgress job={data} />
              <Facts
                of={[
                  ['Job', <code>{data.job_id}</code>],
                  ['Model', `${data.request.model} on ${data.request.feature_system}, ${data.request.encoder}`],
                  ['Horizon', `${data.request.horizon} bars ahead`],
                  ['Created', second(data.created)],
                  ['Finished', data.finished && second(data.finished)],
                  ['Elapsed', duration(data.elapsed_seconds)],
                  ['Live model', data.live_version !== null && <a href={liveOf(data)}>version {data.live_version}</a>],
                  ['Decided', data.decision && `${data.decision.answer} (${data.decision.by}), ${second(data.decision.at)}`],
                ]}
              />
            </section>
            {data.gate.length > 0 && (
              <GateTable
                job={data} onApprove={() => attempt(() => decide('approve'))}
                onReject={() => ask({
                  title: 'Reject the full training?', text: 'The quick result stays; nothing is trained in full or published.', verb: 'Reject', danger: true,
                  run: () => decide('reject'),
                })}
              />
            )}
            {data.full && <StageView title="Full training" stage={data.full} target={null} />}
            {data.quick && <StageView title="Quick validation" stage={data.quick} target={data.target} />}
          </>
        )}
      </Loaded>
      {dialog}
    </>
  );
}

function JobProgress({ job }: { job: Job }) {
  if (hasEnded(job.status)) return null;
  const left = job.seconds_left === null ? '' : `, about ${duration(job.seconds_left)} left`;
  return (
    <div class="progress">
      <progress value={job.progress_pct} max={100} aria-label="Progress of the training" />
      <span>{job.stage ?? 'not begun'}: {job.fold} of {job.folds} folds{left}</span>
    </div>
  );
}

/** Where the models of its market are. */
function liveOf({ symbol, timeframe }: Job): string {
  return text('jobs', [], { part: 'models', market: `${symbol}_${timeframe}` });
}
