using System.Text.Json;
using ServerlessTraining.Domain;
using ServerlessTraining.Orchestration.Pipeline;
using ServerlessTraining.Storage.Checkpoints;
using ServerlessTraining.Storage.Documents;
using ServerlessTraining.Storage.TrainingQueues;

namespace ServerlessTraining.Orchestration.Grids;

/// <summary>The steps of a queue as a whole. Each may be made twice.</summary>
public sealed class GridActivities(QueueStore queues, CheckpointStore checkpoints, QueueLog log, PipelineOptions options, TimeProvider clock)
{
    /// <summary>Two calls an item, on one partition: a hundred thousand items in the ten minutes of a function, at some hundred items a second.</summary>
    private const int CancelledAtOnce = 8;

    private static readonly QueueItemState[] Open = [QueueItemState.Pending, QueueItemState.Running];
    private static readonly QueueState[] Waiting = [QueueState.Pending, QueueState.Paused, QueueState.Crashed];

    /// <summary>Lets a queue run while fewer than `max_parallel_queues` do.</summary>
    public async Task<GridTurn> TakeTurnAsync(string queueId, CancellationToken cancellationToken)
    {
        QueueRecord queue = await FindAsync(queueId, cancellationToken);
        if (queue.State == QueueState.Running) return new GridTurn(true, null);
        IReadOnlyList<QueueRecord> others = await OthersAsync(queueId, cancellationToken);
        if (others.Count >= options.MaxParallelQueues) return await WaitAsync(queueId, others[0], cancellationToken);

        DateTimeOffset now = clock.GetUtcNow();
        QueueRecord? moved = await queues.MoveAsync(
            queueId, Waiting, old => old with { State = QueueState.Running, Since = now, Started = old.Started ?? now, Finished = null, Reason = null }, cancellationToken);
        if (moved is null) throw new ServerlessTrainingException($"Queue '{queueId}' is {QueueStateName.Of((await FindAsync(queueId, cancellationToken)).State)} and cannot run.");

        // Another may have come in between: of those that are too many, the later ones step back.
        QueueRecord[] first = [.. (await OthersAsync(queueId, cancellationToken)).Where(other => IsBefore(other, moved))];
        if (first.Length >= options.MaxParallelQueues)
        {
            await queues.MoveAsync(queueId, [QueueState.Running], old => old with { State = queue.State, Since = queue.Since, Started = queue.Started }, cancellationToken);
            return await WaitAsync(queueId, first[0], cancellationToken);
        }

        await queues.BeatAsync(queueId, Environment.MachineName, cancellationToken);
        string verb = queue.Started is null ? "started" : "goes on";
        await log.SayAsync(queueId, $"turn-{moved.Attempt}-{now.UtcTicks}", $"Queue '{queue.Name}' {verb}: {QueueSetup.Of(queue).Preview}", cancellationToken);
        return new GridTurn(true, null);
    }

    /// <summary>The next items that have no end yet.</summary>
    public async Task<GridPage> OpenAsync(GridPlace from, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(from);
        QueueRecord queue = await FindAsync(from.QueueId, cancellationToken);
        QueueSetup setup = QueueSetup.Of(queue);
        int end = Math.Min(from.Index + GridPage.Size, queue.Counters.Total);
        List<int> open = [];
        foreach (QueueItemState state in Open)
        {
            await foreach (int index in queues.ItemsInAsync(from.QueueId, state, from.Index, end, cancellationToken)) open.Add(index);
        }

        open.Sort();
        return new GridPage(open, end, queue.Counters, setup.ModelsAtATime, setup.CheckpointInterval);
    }

    public async Task CheckpointAsync(GridNote note, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(note);
        JsonElement state = JsonSerializer.SerializeToElement(note.Counters, StorageJson.Options);
        int done = note.Counters.Done;
        CheckpointName name = await checkpoints.SaveAsync(new QueueCheckpoint(note.QueueId, note.Counters.Total, note.Next, done, state), cancellationToken);
        await log.SayAsync(note.QueueId, $"checkpoint-{done}-{note.Next}", $"Checkpoint saved ({done} of {note.Counters.Total}: {name})", cancellationToken);
    }

    public async Task PauseAsync(GridNote note, CancellationToken cancellationToken)
    {
        await CheckpointAsync(note, cancellationToken);
        await EndAsync(note, QueueState.Paused, "paused on request", cancellationToken);
        await log.SayAsync(note.QueueId, $"paused-{note.Next}", "Queue paused", cancellationToken);
    }

    public async Task CompleteAsync(GridNote note, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(note);
        await EndAsync(note, QueueState.Completed, null, cancellationToken);
        QueueCounters counters = note.Counters;
        await log.SayAsync(
            note.QueueId,
            "completed",
            $"Training completed! {counters.Completed} trained, {counters.Kept} kept, {counters.Failed} failed, {counters.Skipped} skipped",
            cancellationToken);
    }

    /// <param name="place">The first item that is not decided on.</param>
    public async Task CancelAsync(GridPlace place, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(place);
        QueueRecord queue = await FindAsync(place.QueueId, cancellationToken);
        GridNote note = new(place.QueueId, place.Index, queue.Counters);
        await CheckpointAsync(note, cancellationToken);
        ParallelOptions few = new() { MaxDegreeOfParallelism = CancelledAtOnce, CancellationToken = cancellationToken };
        foreach (QueueItemState state in Open)
        {
            await Parallel.ForEachAsync(queues.ItemsInAsync(place.QueueId, state, cancellationToken), few, async (index, token) =>
                await queues.ChangeItemAsync(place.QueueId, index, old => old with { State = QueueItemState.Cancelled, Reason = "the queue was cancelled" }, token));
        }

        await EndAsync(note, QueueState.Cancelled, "cancelled on request", cancellationToken);
        await log.SayAsync(place.QueueId, "cancelled", "Queue cancelled", cancellationToken);
    }

    private static bool IsBefore(QueueRecord one, QueueRecord other) =>
        one.Since < other.Since || (one.Since == other.Since && string.CompareOrdinal(one.Id, other.Id) < 0);

    private async Task<GridTurn> WaitAsync(string queueId, QueueRecord behind, CancellationToken cancellationToken)
    {
        string text = $"'{behind.Name}' ({behind.Id})";
        await queues.MoveAsync(queueId, Waiting, old => old with { Reason = $"waits behind {text}; max_parallel_queues is {options.MaxParallelQueues}" }, cancellationToken);
        await log.SayAsync(queueId, $"waits-{behind.Id}", $"Queue waits behind {text}", cancellationToken);
        return new GridTurn(false, text);
    }

    private async Task<IReadOnlyList<QueueRecord>> OthersAsync(string queueId, CancellationToken cancellationToken)
    {
        List<QueueRecord> others = [];
        await foreach (QueueHeartbeat running in queues.RunningAsync(cancellationToken))
        {
            if (running.Queue.Id != queueId) others.Add(running.Queue);
        }

        return others;
    }

    private async Task EndAsync(GridNote note, QueueState state, string? reason, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        await queues.MoveAsync(
            note.QueueId,
            [QueueState.Running, QueueState.Paused, QueueState.Pending],
            old => old with { State = state, Since = now, Finished = state == QueueState.Paused ? null : now, Reason = reason, Counters = note.Counters },
            cancellationToken);
    }

    private async Task<QueueRecord> FindAsync(string queueId, CancellationToken cancellationToken) =>
        await queues.FindAsync(queueId, cancellationToken) ?? throw new ServerlessTrainingException($"There is no queue '{queueId}'.");
}
