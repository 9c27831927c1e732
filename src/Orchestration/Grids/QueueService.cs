using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;
using ServerlessTraining.Domain.Documents;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Models;
using ServerlessTraining.Orchestration.Costs;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Orchestration.Pipeline;
using ServerlessTraining.Storage.Auditing;
using ServerlessTraining.Storage.Checkpoints;
using ServerlessTraining.Storage.Tables;
using ServerlessTraining.Storage.TrainingQueues;

namespace ServerlessTraining.Orchestration.Grids;

/// <summary>Creates queues and takes people's wishes about them. A wish is an event to the queue's orchestration, which acts on it when the models that run are done.</summary>
public sealed class QueueService(
    QueueStore queues, CheckpointStore checkpoints, GridPlanner planner, FoldEstimator estimator, ModelTypes types, QueueLog log, AuditStore audit, PipelineOptions options,
    TimeProvider clock)
{
    private const string Wish = "asked for; it acts when the models that run are done";

    public async Task<QueuePreview> PreviewAsync(GridText grid, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(grid);
        GridDraft draft = await planner.DraftAsync(Read(grid), cancellationToken);
        return QueuePreview.Of(draft, await estimator.EstimateAsync(draft.Folds, cancellationToken));
    }

    public async Task<QueueRecord> CreateAsync(GridText grid, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(grid);
        GridDraft draft = await planner.DraftAsync(Read(grid), cancellationToken);
        string id = TimeSortableId.Next(clock);
        List<QueueItem> items = [];
        foreach (SkippedConfiguration skipped in draft.Expansion.AlreadyTrained)
        {
            items.Add(Item(items.Count, skipped.Configuration, draft.Seeds[0]) with { State = QueueItemState.Skipped, Reason = skipped.Reason });
        }

        int skips = items.Count;
        foreach (TrainingConfiguration configuration in draft.Expansion.ToTrain)
        {
            foreach (ulong seed in draft.Seeds) items.Add(Item(items.Count, configuration, seed) with { Number = items.Count + 1 - skips });
        }

        QueueSetup setup = QueueSetup.Of(grid.Text, draft, options);
        QueueCounters counters = new(items.Count, Skipped: draft.Expansion.AlreadyTrained.Count);
        QueueRecord queue = new(id, draft.Grid.Name, QueueState.Pending, clock.GetUtcNow(), counters, setup.ToJson());
        await queues.CreateAsync(queue, items, cancellationToken);
        await log.SayAsync(id, "created", $"Queue '{queue.Name}' created: {draft.Text}", cancellationToken);
        foreach (QueueItem item in items.Where(item => item.State == QueueItemState.Skipped).Take(QueuePreview.MostShown))
        {
            await log.SayAsync(id, $"{item.Index:d6}-end", $"Model skipped: {ConfigurationLine.Of(TrainingConfiguration.Parse(item.Configuration.GetRawText()))}: {item.Reason}", cancellationToken);
        }

        return queue;
    }

    /// <exception cref="RequestException">There is none.</exception>
    public async Task<QueueRecord> FindAsync(string id, CancellationToken cancellationToken) => await queues.FindAsync(id, cancellationToken)
        ?? throw new RequestException(StatusCodes.Status404NotFound, $"There is no queue '{FieldFault.Show(id)}'. GET /api/queues lists those that there are.");

    public async Task<QueueStarted> StartAsync(DurableTaskClient client, string id, CancellationToken cancellationToken)
    {
        QueueRecord queue = await FindAsync(id, cancellationToken);
        Require(queue, "started", QueueState.Pending);
        if (queue.Attempt > 0 && await IsAliveAsync(client, queue, cancellationToken)) throw Conflict($"Queue '{queue.Name}' was started already; {queue.Reason ?? "its turn comes"}.");
        return await BeginAsync(client, queue, next: 0, "start", cancellationToken);
    }

    public async Task<QueueStarted> PauseAsync(DurableTaskClient client, string id, CancellationToken cancellationToken)
    {
        QueueRecord queue = await FindAsync(id, cancellationToken);
        Require(queue, "paused", QueueState.Running);
        return await TellAsync(client, queue, GridSignals.PauseEvent, $"A pause was {Wish}.", cancellationToken);
    }

    public async Task<QueueStarted> CancelAsync(DurableTaskClient client, string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        QueueRecord queue = await FindAsync(id, cancellationToken);
        Require(queue, "cancelled", QueueState.Pending, QueueState.Running, QueueState.Paused, QueueState.Crashed);
        if (queue.Attempt > 0 && await IsAliveAsync(client, queue, cancellationToken))
        {
            // A crashed one was suspended; it has to wake up to end.
            if (queue.State == QueueState.Crashed) await WakeAsync(client, queue, cancellationToken);
            return await TellAsync(client, queue, GridSignals.CancelEvent, $"To cancel was {Wish}.", cancellationToken);
        }

        DateTimeOffset now = clock.GetUtcNow();
        await queues.MoveAsync(
            id,
            [QueueState.Pending, QueueState.Paused, QueueState.Crashed],
            old => old with { State = QueueState.Cancelled, Since = now, Finished = now, Reason = "cancelled on request" },
            cancellationToken);
        await log.SayAsync(id, "cancelled", "Queue cancelled", cancellationToken);
        return Answer(queue, "The queue is cancelled.");
    }

    /// <param name="checkpoint">Where to go on from; null for where it stands. What was decided since is found again and stays as it is.</param>
    public async Task<QueueStarted> ResumeAsync(DurableTaskClient client, string id, string? checkpoint, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        QueueRecord queue = await FindAsync(id, cancellationToken);
        Require(queue, "resumed", QueueState.Paused, QueueState.Crashed);
        bool alive = await IsAliveAsync(client, queue, cancellationToken);
        if (checkpoint is not null)
        {
            QueueCheckpoint from = await LoadAsync(id, checkpoint, cancellationToken);
            if (alive) await client.TerminateInstanceAsync(InstanceOf(queue), cancellationToken);
            return await BeginAsync(client, queue, from.Next, $"resume from {checkpoint}", cancellationToken);
        }

        if (!alive) return await BeginAsync(client, queue, next: 0, "resume", cancellationToken);
        if (queue.State == QueueState.Crashed)
        {
            await WakeAsync(client, queue, cancellationToken);
            return Answer(queue, "The queue goes on where it stood.");
        }

        return await TellAsync(client, queue, GridSignals.ResumeEvent, "The queue goes on as soon as it has its turn.", cancellationToken);
    }

    private static QueueItem Item(int index, TrainingConfiguration configuration, ulong seed)
    {
        using JsonDocument json = JsonDocument.Parse(configuration.CanonicalText);
        return new QueueItem(index, QueueItemState.Pending, configuration.Hash.Text, json.RootElement.Clone()) { Seed = seed };
    }

    private static string InstanceOf(QueueRecord queue) => GridRun.InstanceOf(queue.Id, queue.Attempt);

    private static async Task<bool> IsAliveAsync(DurableTaskClient client, QueueRecord queue, CancellationToken cancellationToken) =>
        await client.GetInstanceAsync(InstanceOf(queue), cancellationToken) is { IsCompleted: false };

    private static void Require(QueueRecord queue, string wish, params QueueState[] states)
    {
        if (states.Contains(queue.State)) return;
        string allowed = string.Join(" or ", states.Select(QueueStateName.Of));
        throw Conflict($"Queue '{queue.Name}' is {QueueStateName.Of(queue.State)}; only a queue that is {allowed} can be {wish}.");
    }

    private static RequestException Conflict(string message) => new(StatusCodes.Status409Conflict, message);

    private static QueueStarted Answer(QueueRecord queue, string message) => new(queue.Id, $"/api/queues/{queue.Id}", message);

    private TrainingGrid Read(GridText grid)
    {
        try
        {
            return grid.Read(types);
        }
        catch (DocumentException wrong)
        {
            throw DocumentRefusal.Of(wrong, "the grid");
        }
    }

    private async Task<QueueStarted> BeginAsync(DurableTaskClient client, QueueRecord queue, int next, string action, CancellationToken cancellationToken)
    {
        // The attempt is counted first: of two who begin at once, one finds that it was counted and that its orchestration is there.
        QueueRecord? begun = await queues.MoveAsync(queue.Id, [queue.State], old => old.Attempt == queue.Attempt ? old with { Attempt = old.Attempt + 1 } : old, cancellationToken);
        if (begun is null || begun.Attempt != queue.Attempt + 1) throw Conflict($"Queue '{queue.Name}' was begun by somebody else at the same time.");
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(
                GridOrchestrator.Name, new GridRun(queue.Id, next), new Microsoft.DurableTask.StartOrchestrationOptions(InstanceOf(begun)), cancellationToken);
        }
        catch (InvalidOperationException error)
        {
            throw new RequestException(StatusCodes.Status409Conflict, $"Queue '{queue.Name}' was begun by somebody else at the same time.", error);
        }

        await AuditAsync(begun, action, cancellationToken);
        return Answer(queue, "The queue runs as soon as it has its turn.");
    }

    private async Task<QueueStarted> TellAsync(DurableTaskClient client, QueueRecord queue, string wish, string message, CancellationToken cancellationToken)
    {
        await client.RaiseEventAsync(InstanceOf(queue), wish, eventPayload: null, cancellationToken);
        await queues.MoveAsync(queue.Id, [QueueState.Running], old => old with { Reason = message }, cancellationToken);
        await AuditAsync(queue, wish, cancellationToken);
        return Answer(queue, message);
    }

    private async Task WakeAsync(DurableTaskClient client, QueueRecord queue, CancellationToken cancellationToken)
    {
        await queues.BeatAsync(queue.Id, Environment.MachineName, cancellationToken);
        await queues.MoveAsync(queue.Id, [QueueState.Crashed], old => old with { State = QueueState.Running, Since = clock.GetUtcNow(), Reason = null }, cancellationToken);
        await client.ResumeInstanceAsync(InstanceOf(queue), "resumed", cancellationToken);
        await AuditAsync(queue, "resume", cancellationToken);
        await log.SayAsync(queue.Id, $"resumed-{clock.GetUtcNow().UtcTicks}", "Queue resumed", cancellationToken);
    }

    private async Task<QueueCheckpoint> LoadAsync(string id, string name, CancellationToken cancellationToken)
    {
        const string Wanted = "the name of a checkpoint of this queue, as GET /api/queues/{id}/checkpoints lists them,";
        if (CheckpointName.TryParse(name) is not { } parsed || parsed.QueueId != id) throw new RequestException(new FieldFault("checkpoint", FieldFault.Show(name), Wanted));
        return await checkpoints.LoadAsync(parsed, cancellationToken) ?? throw new RequestException(new FieldFault("checkpoint", FieldFault.Show(name), Wanted));
    }

    private Task<bool> AuditAsync(QueueRecord queue, string action, CancellationToken cancellationToken) => audit.AppendAsync(
        new AuditEntry(TimeSortableId.Next(clock), clock.GetUtcNow(), "queue", queue.Id, action, "api", $"Queue '{queue.Name}': {action}"), cancellationToken);
}
