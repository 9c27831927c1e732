using System.Text.Json;
using Microsoft.Extensions.Logging;
using ServerlessTraining.Domain;
using ServerlessTraining.Storage.Folds;

namespace ServerlessTraining.Orchestration.Folds;

/// <summary>The activities of a fold set. Each reads the rows, sees to it that what is open is worked on, or is not any more, and answers with the folds that have ended.
/// Each may run twice.</summary>
public sealed partial class FoldActivities(
    FoldTaskStore tasks, FoldMessenger messenger, IFoldFileCheck files, FoldTaskOptions options, TimeProvider clock, ILogger<FoldActivities> logger)
{
    public const string Dispatch = "DispatchFolds";
    public const string Review = "ReviewFolds";
    public const string Cancel = "CancelFolds";

    private readonly FoldRules rules = new(options.Validated());
    private readonly FoldResults results = new(tasks, files);

    /// <summary>A message for every fold that has not ended.</summary>
    public Task<FoldAnswer[]> DispatchAsync(FoldLook look, CancellationToken cancellation) => EachAsync(look, isAsked: true, cancellation);

    /// <summary>A message again for a fold whose try has gone silent, that nobody has taken for long, or whose result is of no use. After so many tries, or dispatches to queues
    /// that nobody serves, it has failed.</summary>
    public Task<FoldAnswer[]> ReviewAsync(FoldLook look, CancellationToken cancellation) => EachAsync(look, isAsked: false, cancellation);

    /// <summary>Gives up every fold that has not ended: messages of this orchestration are dropped from now on, and its running tries end and write no result. A try for
    /// another orchestration goes on.</summary>
    public async Task<FoldAnswer[]> CancelAsync(FoldLook look, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(look);
        List<FoldAnswer> ended = [];
        foreach (FoldRef fold in look.Folds)
        {
            FoldTaskRow row = await tasks.CancelAsync(fold.Key, look.InstanceId, cancellation) ?? throw NoRow(look, fold);
            if (row.HasEnded) ended.Add(Answer(fold, row));
            else LogCancelled(logger, fold.Key, look.InstanceId, row.State);
        }

        return [.. ended];
    }

    private static FoldAnswer Answer(FoldRef fold, FoldTaskRow row) => new(fold.Number, fold.Key, row.State == FoldTaskState.Failed ? row.Reason : null);

    private static ServerlessTrainingException NoRow(FoldLook look, FoldRef fold) =>
        new($"Fold {fold.Number} of '{look.InstanceId}' has no task row '{fold.Key}'; it is written when the folds are planned.");

    private async Task<FoldAnswer[]> EachAsync(FoldLook look, bool isAsked, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(look);
        List<FoldAnswer> ended = [];
        foreach (FoldRef fold in look.Folds)
        {
            FoldTaskRow row = await SeeToAsync(look, fold, isAsked, cancellation);
            if (row.HasEnded) ended.Add(Answer(fold, row));
        }

        return [.. ended];
    }

    /// <summary>Reads, judges and writes until nobody came between: of several orchestrations that wait for a fold, one moves it on. The row comes before the message: what is not
    /// sent after it is found by a review.</summary>
    /// <returns>The row as it is then.</returns>
    private async Task<FoldTaskRow> SeeToAsync(FoldLook look, FoldRef fold, bool isAsked, CancellationToken cancellation)
    {
        while (true)
        {
            FoldTaskRow row = await tasks.FindAsync(fold.Key, cancellation) ?? throw NoRow(look, fold);
            if (row.State == FoldTaskState.Failed) return row;
            FoldTaskRow? next = row.State == FoldTaskState.Done
                ? await RejectedAsync(look, row, cancellation)
                : await NextAsync(look, row, isAsked, cancellation);
            if (next is null) return row;
            if (next != row && !await WriteAsync(row, next, cancellation)) continue;
            if (next.State == FoldTaskState.Failed) FoldLog.GivenUp(logger, fold.Key, next.Reason!);
            else await messenger.SendTaskAsync(DeviceOf(look, next), new FoldTaskMessage(fold.Key, look.InstanceId, fold.Number), cancellation);
            return next;
        }
    }

    /// <summary>The row of a fold that is not done as it is to be now; null where it needs no message.</summary>
    private async Task<FoldTaskRow?> NextAsync(FoldLook look, FoldTaskRow row, bool isAsked, CancellationToken cancellation)
    {
        DateTimeOffset now = clock.GetUtcNow();
        string queue = FoldQueues.For(look.Device);
        bool isSilent = rules.IsSilent(row, now);
        bool isUntaken = !isAsked && rules.IsUntaken(row, now);
        if (!isAsked && !isSilent && !isUntaken) return null;

        // One that had given the fold up wants it again.
        FoldTaskRow wanted = row.CancelledFor.Contains(look.InstanceId) ? row with { CancelledFor = [.. row.CancelledFor.Where(instance => instance != look.InstanceId)] } : row;
        if (isSilent) LogSilent(logger, row.Key, row.Attempts, row.HeartbeatAt);
        if (isAsked) return rules.Asked(wanted, queue, now);
        if (isSilent) return rules.Silent(wanted, queue, now);
        FoldTaskRow moved = rules.Untaken(wanted, queue, await IsServedAsync(row, queue, cancellation), now);
        LogUntaken(logger, row.Key, row.Queue ?? queue, row.DispatchedAt, moved.LostDispatches, moved.Queue);
        return moved;
    }

    /// <summary>Null where the result is good.</summary>
    private async Task<FoldTaskRow?> RejectedAsync(FoldLook look, FoldTaskRow row, CancellationToken cancellation)
    {
        if (await results.FaultAsync(row, cancellation) is not { } fault) return null;
        LogRejected(logger, row.Key, row.Attempts, fault);
        return rules.Rejected(row, fault, FoldQueues.For(look.Device), clock.GetUtcNow());
    }

    /// <summary>Only a trainer of its version takes a fold, so only its signs count.</summary>
    private async Task<bool> IsServedAsync(FoldTaskRow row, string queue, CancellationToken cancellation)
    {
        FoldWork work = JsonSerializer.Deserialize<FoldWork>(row.Work, ApiJson.Options)!;
        return await tasks.FindSignAsync(row.Queue ?? queue, work.CodeVersion, cancellation) >= row.DispatchedAt;
    }

    private async Task<bool> WriteAsync(FoldTaskRow row, FoldTaskRow next, CancellationToken cancellation) => row.State == FoldTaskState.Done
        ? await tasks.TryRejectAsync(next, cancellation)
        : await tasks.TryUpdateAsync(next, cancellation) is not null;

    /// <summary>Where it lies; a row of an earlier program does not say.</summary>
    private static FoldDevice DeviceOf(FoldLook look, FoldTaskRow row) => row.Queue is { } queue ? FoldQueues.DeviceOf(queue) : look.Device;

    [LoggerMessage(EventId = 3201, Level = LogLevel.Warning, Message = "Fold {Key}: try {Attempt} has been silent since {HeartbeatAt:u} and is given up")]
    private static partial void LogSilent(ILogger logger, string key, int attempt, DateTimeOffset? heartbeatAt);

    [LoggerMessage(EventId = 3202, Level = LogLevel.Warning,
        Message = "Fold {Key}: nobody has taken it from {Queue} since {DispatchedAt:u}, {Lost} times in a row while nobody served it; it lies in {Next}")]
    private static partial void LogUntaken(ILogger logger, string key, string queue, DateTimeOffset? dispatchedAt, int lost, string? next);

    [LoggerMessage(EventId = 4151, Level = LogLevel.Warning, Message = "Fold {Key}: try {Attempt} answered, but {Fault}")]
    private static partial void LogRejected(ILogger logger, string key, int attempt, string fault);

    [LoggerMessage(EventId = 3231, Level = LogLevel.Information, Message = "Fold {Key}: {Instance} has given it up; it is {State}")]
    private static partial void LogCancelled(ILogger logger, string key, string instance, FoldTaskState state);
}
