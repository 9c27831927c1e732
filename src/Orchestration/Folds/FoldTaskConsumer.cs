using System.Diagnostics;
using System.Text.Json;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Documents;
using ServerlessTraining.Orchestration.Telemetry;
using ServerlessTraining.Storage;
using ServerlessTraining.Storage.Folds;
using ServerlessTraining.Storage.Queues;

namespace ServerlessTraining.Orchestration.Folds;

/// <summary>Handles one message of a task queue: claims the row, trains, writes the result and the row in one transaction, answers. A try that lost its claim writes nothing
/// any more, and a message whose orchestration gave the fold up is dropped.</summary>
public sealed partial class FoldTaskConsumer(
    FoldTaskStore tasks, FoldMessenger messenger, IFoldTrainer trainer, FoldTaskOptions options, TimeProvider clock, ILogger<FoldTaskConsumer> logger,
    FoldMeter figures) : IQueueHandler
{
    private readonly FoldTaskOptions options = options.Validated();
    private readonly FoldRules rules = new(options);

    /// <summary>The handler of one queue: it tells there that the queue is served. Without it the same is done and nothing told.</summary>
    public IQueueHandler Of(FoldDevice device) => new FoldQueueHandler(this, new FoldQueueSign(tasks, device, options, clock));

    public Task<QueueOutcome> HandleAsync(QueueMessage message, CancellationToken cancellationToken) => HandleAsync(message, sign: null, cancellationToken);

    internal async Task<QueueOutcome> HandleAsync(QueueMessage message, FoldQueueSign? sign, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        using StorageMeter meter = StorageMeter.Start();
        if (!TryParse(message, out FoldTaskMessage? task, out string problem)) return QueueOutcome.Park(problem);
        using Activity? span = Traces.StartConsumer("fold", task.Trace);
        span?.SetTag("fold.key", task.Key).SetTag("fold.number", task.Number).SetTag("fold.instance_id", task.InstanceId);
        while (true)
        {
            FoldTaskRow? row = await tasks.FindAsync(task.Key, cancellationToken);
            if (row is null) return QueueOutcome.Park($"no fold is known under the key '{task.Key}'");
            if (row.HasEnded) return await AnswerAsync(task, cancellationToken);
            if (row.CancelledFor.Contains(task.InstanceId)) return Dropped(task);
            FoldWork work = JsonSerializer.Deserialize<FoldWork>(row.Work, ApiJson.Options)!;
            if (work.CodeVersion != BuildInfo.Version)
            {
                // Its result would stand under a key that promises another program's. A trainer of that version takes it, while there is one, and this look is no try.
                if (await OutdatedAsync(row, work.CodeVersion, cancellationToken)) continue;
                return QueueOutcome.Later($"fold '{task.Key}' is for version {work.CodeVersion}, this is {BuildInfo.Version}", options.SilentAfter);
            }

            if (IsAlive(row)) return QueueOutcome.Later($"try {row.Attempts} of fold '{task.Key}' is running", options.Heartbeat);
            if (row.Attempts >= options.MaxAttempts)
            {
                if (await FailAsync(row, cancellationToken)) return await AnswerAsync(task, cancellationToken);
                continue;
            }

            // Before the claim: one that was made and not begun would have to fall silent first.
            if (sign is not null) await sign.GiveAsync(cancellationToken);
            if (await ClaimAsync(row, task, cancellationToken) is { } claim) return await TrainAsync(task, work, claim, sign, meter, cancellationToken);
        }
    }

    public Task ParkAsync(QueueMessage message, string reason, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        LogParked(logger, message.MessageId, reason);
        return Task.CompletedTask;
    }

    private static bool TryParse(QueueMessage message, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out FoldTaskMessage? task, out string problem)
    {
        try
        {
            task = FoldTaskMessage.Parse(message.Body.ToString());
            problem = "";
            return true;
        }
        catch (DocumentException error)
        {
            task = null;
            problem = error.Message;
            return false;
        }
    }

    // Two beats: the second message of a task comes when the first one's owner has let it reappear, which a living one does not.
    private bool IsAlive(FoldTaskRow row) => row.State == FoldTaskState.Running && clock.GetUtcNow() - row.HeartbeatAt < 2 * options.Heartbeat;

    private async Task<FoldTaskRow?> ClaimAsync(FoldTaskRow row, FoldTaskMessage task, CancellationToken cancellation)
    {
        DateTimeOffset now = clock.GetUtcNow();
        FoldTaskRow claim = FoldRules.WithSilence(row) with
        {
            State = FoldTaskState.Running,
            Attempts = row.Attempts + 1,
            Owner = FoldTaskStore.NewOwner(),
            Instance = task.InstanceId,
            StartedAt = now,
            HeartbeatAt = now,
            Progress = 0,
            LostDispatches = 0,
        };
        return await tasks.TryUpdateAsync(claim, cancellation);
    }

    private async Task<QueueOutcome> TrainAsync(FoldTaskMessage task, FoldWork work, FoldTaskRow claim, FoldQueueSign? sign, StorageMeter meter, CancellationToken cancellation)
    {
        await using FoldHeartbeat heartbeat = new(tasks, claim, options, sign, clock, logger, cancellation);
        long began = clock.GetTimestamp();
        string ended = FoldMetrics.Lost;
        FoldOutcome? trained = null;
        try
        {
            // On a thread of its own: a training keeps it busy for minutes, and messages must go on being renewed.
            FoldAttempt attempt = new(task.Key, claim.Owner!, claim.Attempts);
            FoldOutcome outcome = await Task.Run(() => trainer.TrainAsync(work, attempt, heartbeat, heartbeat.Lost), heartbeat.Lost);
            trained = outcome;
            FoldTaskRow latest = await heartbeat.StopAsync();
            FoldTaskRow done = latest with { State = FoldTaskState.Done, HeartbeatAt = clock.GetUtcNow(), Progress = 1, Reason = null };
            outcome = outcome with { StorageTransactions = meter.Count, Notes = [.. outcome.Notes, .. latest.Notes] };
            if (!await tasks.TryFinishAsync(done, JsonSerializer.Serialize(outcome, ApiJson.Options), cancellation)) return await LostAsync(task, claim, cancellation);
            ended = FoldMetrics.Done;
            return await AnswerAsync(task, cancellation);
        }
        catch (OperationCanceledException) when (heartbeat.IsLost)
        {
            return await LostAsync(task, claim, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            ended = FoldMetrics.HandedBack;

            // The process is to end, or its hold on the message is gone. The row is given back as it was, so that the next taker need not wait for silence, and the try is not counted.
            FoldTaskRow back = FoldRules.GivenBack(await heartbeat.StopAsync(), clock.GetUtcNow()) with { Attempts = claim.Attempts - 1 };
            if (await tasks.TryUpdateClaimAsync(back, CancellationToken.None) is null) LogStale(logger, task.Key, claim.Attempts);
            throw;
        }
        catch (ServerlessTrainingException error)
        {
            ended = FoldMetrics.GivenUp;
            return await GiveUpAsync(task, claim, await heartbeat.StopAsync(), error.Message, cancellation);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            ended = FoldMetrics.Failed;
            FoldTaskRow latest = await heartbeat.StopAsync();
            LogFailed(logger, task.Key, claim.Attempts, error);
            if (claim.Attempts >= options.MaxAttempts)
            {
                return await GiveUpAsync(task, claim, latest, $"try {claim.Attempts} of {options.MaxAttempts} failed: {error.Message}", cancellation);
            }

            FoldTaskRow back = FoldRules.GivenBack(latest, clock.GetUtcNow()) with { Reason = error.Message };
            return await tasks.TryUpdateClaimAsync(back, cancellation) is null ? await LostAsync(task, claim, cancellation) : QueueOutcome.Retry(error.Message);
        }
        finally
        {
            figures.Count(ended, trained, clock.GetElapsedTime(began), meter.Count);
        }
    }

    private async Task<QueueOutcome> GiveUpAsync(FoldTaskMessage task, FoldTaskRow claim, FoldTaskRow latest, string reason, CancellationToken cancellation)
    {
        if (await tasks.TryUpdateClaimAsync(Failed(latest, reason), cancellation) is null) return await LostAsync(task, claim, cancellation);
        FoldLog.GivenUp(logger, task.Key, reason);
        return await AnswerAsync(task, cancellation);
    }

    private async Task<QueueOutcome> LostAsync(FoldTaskMessage task, FoldTaskRow claim, CancellationToken cancellation)
    {
        LogStale(logger, task.Key, claim.Attempts);
        bool cancelled = await tasks.FindAsync(task.Key, cancellation) is { HasEnded: false } row && row.CancelledFor.Contains(task.InstanceId);
        return cancelled ? Dropped(task) : QueueOutcome.Retry("another try has taken the fold");
    }

    private QueueOutcome Dropped(FoldTaskMessage task)
    {
        LogDropped(logger, task.Key, task.InstanceId);
        return QueueOutcome.Done;
    }

    /// <returns>Whether it has been given up, or somebody else has written to it meanwhile: then it is looked at anew.</returns>
    private async Task<bool> OutdatedAsync(FoldTaskRow row, string version, CancellationToken cancellation)
    {
        if (row.Queue is not { } queue || !BuildInfo.Follows(version)) return false;
        DateTimeOffset? sign = await tasks.FindSignAsync(queue, version, cancellation);
        if (rules.Outdated(row, version, sign, clock.GetUtcNow()) is not { } failed) return false;
        if (await tasks.TryUpdateAsync(failed, cancellation) is not null) LogOutdated(logger, row.Key, failed.Reason!);
        return true;
    }

    private async Task<bool> FailAsync(FoldTaskRow row, CancellationToken cancellation)
    {
        FoldTaskRow failed = rules.Exhausted(FoldRules.WithSilence(row), clock.GetUtcNow());
        if (await tasks.TryUpdateAsync(failed, cancellation) is null) return false;
        FoldLog.GivenUp(logger, row.Key, failed.Reason!);
        return true;
    }

    private FoldTaskRow Failed(FoldTaskRow row, string reason) => row with { State = FoldTaskState.Failed, HeartbeatAt = clock.GetUtcNow(), Reason = reason };

    private async Task<QueueOutcome> AnswerAsync(FoldTaskMessage task, CancellationToken cancellation)
    {
        await messenger.SendAnswerAsync(task, cancellation);
        return QueueOutcome.Done;
    }

    [LoggerMessage(EventId = 3210, Level = LogLevel.Error, Message = "Message {Id} was parked: {Reason}")]
    private static partial void LogParked(ILogger logger, string id, string reason);

    [LoggerMessage(EventId = 3211, Level = LogLevel.Warning, Message = "Fold {Key}: try {Attempt} no longer counts; what it did is dropped")]
    private static partial void LogStale(ILogger logger, string key, int attempt);

    [LoggerMessage(EventId = 3212, Level = LogLevel.Warning, Message = "Fold {Key}: try {Attempt} failed")]
    private static partial void LogFailed(ILogger logger, string key, int attempt, Exception error);

    [LoggerMessage(EventId = 4230, Level = LogLevel.Warning, Message = "Fold {Key} is given up: {Reason}")]
    private static partial void LogOutdated(ILogger logger, string key, string reason);

    [LoggerMessage(EventId = 3230, Level = LogLevel.Information, Message = "Fold {Key}: a message of {Instance} was dropped, which has given the fold up")]
    private static partial void LogDropped(ILogger logger, string key, string instance);
}
