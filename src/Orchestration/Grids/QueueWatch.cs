using Microsoft.DurableTask.Client;
using ServerlessTraining.Domain.Recovery;
using ServerlessTraining.Orchestration.Pipeline;
using ServerlessTraining.Storage.Auditing;
using ServerlessTraining.Storage.TrainingQueues;

namespace ServerlessTraining.Orchestration.Grids;

/// <summary>Beats for the queues that run on this host, and finds those that nobody has beaten for: their host died. It is the one that beats, so a queue is looked at before it is beaten
/// for, and a host that starts again after a long time finds its own queues crashed.</summary>
public sealed class QueueWatch(QueueStore queues, QueueViews views, QueueLog log, AuditStore audit, PipelineOptions options, TimeProvider clock)
{
    public async Task LookAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        CrashDetector detector = new(options.DetectCrashAfter);
        await foreach (QueueHeartbeat running in queues.RunningAsync(cancellationToken))
        {
            QueueRecord queue = running.Queue;
            OrchestrationMetadata? instance = await client.GetInstanceAsync(GridRun.InstanceOf(queue.Id, queue.Attempt), cancellationToken);
            DateTimeOffset started = queue.Since ?? queue.Started ?? queue.Created;
            if (instance is null or { IsCompleted: true })
            {
                await EndedAsync(queue, instance, cancellationToken);
            }
            else if (!detector.IsCrashed(isRunning: true, started, running.LastBeat, clock.GetUtcNow()))
            {
                await queues.BeatAsync(queue.Id, Environment.MachineName, cancellationToken);
            }
            else
            {
                await CrashedAsync(client, queue, running.LastBeat ?? started, cancellationToken);
            }
        }
    }

    /// <summary>An orchestration that ended without saying so was terminated or failed.</summary>
    private async Task EndedAsync(QueueRecord queue, OrchestrationMetadata? instance, CancellationToken cancellationToken)
    {
        string why = instance is null
            ? "its orchestration is gone"
            : $"its orchestration is {instance.RuntimeStatus}{(instance.FailureDetails is { } failure ? $": {failure.ErrorMessage}" : "")}";

        // It may have ended well since the queue was read; then it is running no more, and nothing is moved.
        await ToCrashedAsync(queue, why, cancellationToken);
    }

    private async Task CrashedAsync(DurableTaskClient client, QueueRecord queue, DateTimeOffset lastBeat, CancellationToken cancellationToken)
    {
        string why = $"no heartbeat since {lastBeat:u}";
        string instance = GridRun.InstanceOf(queue.Id, queue.Attempt);
        if (options.AutoResumeOnCrash)
        {
            await queues.BeatAsync(queue.Id, Environment.MachineName, cancellationToken);
            await log.SayAsync(queue.Id, $"auto-resume-{lastBeat.UtcTicks}", $"Queue had crashed ({why}); it goes on by itself (auto_resume_on_crash)", cancellationToken);
            await AuditAsync(queue, "auto-resume", why, lastBeat, cancellationToken);
            return;
        }

        await client.SuspendInstanceAsync(instance, why, cancellationToken);
        await ToCrashedAsync(queue, why, cancellationToken);
    }

    private async Task ToCrashedAsync(QueueRecord queue, string why, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        QueueRecord? crashed = await queues.MoveAsync(
            queue.Id, [QueueState.Running], old => old with { State = QueueState.Crashed, Since = now, Reason = why }, cancellationToken);
        if (crashed is null) return;

        // A line of the log stays as it was said; the queue itself gives the advice of the moment it is looked at.
        CrashRecommendation recommendation = await views.RecommendAsync(crashed, cancellationToken);
        await log.SayAsync(queue.Id, $"crashed-{now.UtcTicks}", $"Queue crashed: {why}. {recommendation.Text}", cancellationToken);
        await AuditAsync(queue, "crashed", why, now, cancellationToken);
    }

    private Task<bool> AuditAsync(QueueRecord queue, string action, string why, DateTimeOffset at, CancellationToken cancellationToken) =>
        audit.AppendAsync(new AuditEntry($"{queue.Id}-{action}", at, "queue", queue.Id, action, "watch", $"Queue '{queue.Name}': {why}"), cancellationToken);
}
