using Microsoft.Extensions.Logging;
using ServerlessTraining.Domain;
using ServerlessTraining.Storage.Folds;

namespace ServerlessTraining.Orchestration.Folds;

/// <summary>The activities of a fold set. Each reads the rows, sees to it that what is open is worked on, or is not any more, and answers with the folds that have ended.
/// Each may run twice.</summary>
public sealed partial class FoldActivities(FoldTaskStore tasks, FoldMessenger messenger, FoldTaskOptions options, TimeProvider clock, ILogger<FoldActivities> logger)
{
    public const string Dispatch = "DispatchFolds";
    public const string Review = "ReviewFolds";
    public const string Cancel = "CancelFolds";

    private readonly FoldTaskOptions options = options.Validated();

    /// <summary>A message for every fold that has not ended.</summary>
    public Task<FoldAnswer[]> DispatchAsync(FoldLook look, CancellationToken cancellation) => EachAsync(look, (_, _) => true, cancellation);

    /// <summary>A message again for a fold whose try has gone silent, or that nobody has taken for long.</summary>
    public Task<FoldAnswer[]> ReviewAsync(FoldLook look, CancellationToken cancellation) => EachAsync(look, NeedsMessage, cancellation);

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

    private async Task<FoldAnswer[]> EachAsync(FoldLook look, Func<FoldRef, FoldTaskRow, bool> needsMessage, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(look);
        List<FoldAnswer> ended = [];
        foreach (FoldRef fold in look.Folds)
        {
            FoldTaskRow row = await tasks.FindAsync(fold.Key, cancellation) ?? throw NoRow(look, fold);
            if (row.HasEnded) ended.Add(Answer(fold, row));
            else if (needsMessage(fold, row)) await SendAsync(look, fold, row, cancellation);
        }

        return [.. ended];
    }

    private bool NeedsMessage(FoldRef fold, FoldTaskRow row)
    {
        bool silent = IsSilent(row);
        bool untaken = row.IsFree && clock.GetUtcNow() - row.DispatchedAt >= options.UntakenAfter;
        if (silent) LogSilent(logger, fold.Key, row.Attempts, row.HeartbeatAt);
        if (untaken) LogUntaken(logger, fold.Key, row.DispatchedAt);
        return silent || untaken;
    }

    // The row first: what is not sent after it is found by a review. Whoever comes between is looked at again, so that no message is put that would be dropped.
    private async Task SendAsync(FoldLook look, FoldRef fold, FoldTaskRow row, CancellationToken cancellation)
    {
        FoldTaskRow? now = row;
        while (now is not null && Wanted(look, now) is { } wanted && await tasks.TryUpdateAsync(wanted, cancellation) is null) now = await tasks.FindAsync(fold.Key, cancellation);
        await messenger.SendTaskAsync(look.Device, new FoldTaskMessage(fold.Key, look.InstanceId, fold.Number), cancellation);
    }

    /// <summary>The row as a dispatch leaves it; null where it is so already. Taking a silent row back also ends the claim of its owner, should it be alive after all; a
    /// living one is left alone. One that had given the fold up wants it again.</summary>
    private FoldTaskRow? Wanted(FoldLook look, FoldTaskRow row)
    {
        if (row.HasEnded) return null;
        FoldTaskRow wanted = row with { CancelledFor = [.. row.CancelledFor.Where(instance => instance != look.InstanceId)] };
        if (row.IsFree || IsSilent(row)) return wanted with { State = FoldTaskState.Queued, DispatchedAt = clock.GetUtcNow() };
        return wanted.CancelledFor.Count < row.CancelledFor.Count ? wanted : null;
    }

    private bool IsSilent(FoldTaskRow row) => row.State == FoldTaskState.Running && clock.GetUtcNow() - row.HeartbeatAt >= options.SilentAfter;

    [LoggerMessage(EventId = 3201, Level = LogLevel.Warning, Message = "Fold {Key}: try {Attempt} has been silent since {HeartbeatAt:u}; it is dispatched again")]
    private static partial void LogSilent(ILogger logger, string key, int attempt, DateTimeOffset? heartbeatAt);

    [LoggerMessage(EventId = 3202, Level = LogLevel.Warning, Message = "Fold {Key}: nobody has taken it since {DispatchedAt:u}; it is dispatched again")]
    private static partial void LogUntaken(ILogger logger, string key, DateTimeOffset? dispatchedAt);

    [LoggerMessage(EventId = 3231, Level = LogLevel.Information, Message = "Fold {Key}: {Instance} has given it up; it is {State}")]
    private static partial void LogCancelled(ILogger logger, string key, string instance, FoldTaskState state);
}
