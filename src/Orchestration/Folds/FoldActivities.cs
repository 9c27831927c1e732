using Microsoft.Extensions.Logging;
using ServerlessTraining.Domain;
using ServerlessTraining.Storage.Folds;

namespace ServerlessTraining.Orchestration.Folds;

/// <summary>The activities of a fold set. Both read the rows, put messages where one is needed, and answer with the folds that have ended. Both may run twice.</summary>
public sealed partial class FoldActivities(FoldTaskStore tasks, FoldMessenger messenger, FoldTaskOptions options, TimeProvider clock, ILogger<FoldActivities> logger)
{
    public const string Dispatch = "DispatchFolds";
    public const string Review = "ReviewFolds";

    private readonly FoldTaskOptions options = options.Validated();

    /// <summary>A message for every fold that has not ended.</summary>
    public Task<FoldAnswer[]> DispatchAsync(FoldLook look, CancellationToken cancellation) => EachAsync(look, (_, _) => true, cancellation);

    /// <summary>A message again for a fold whose try has gone silent, or that nobody has taken for long.</summary>
    public Task<FoldAnswer[]> ReviewAsync(FoldLook look, CancellationToken cancellation) => EachAsync(look, NeedsMessage, cancellation);

    private async Task<FoldAnswer[]> EachAsync(FoldLook look, Func<FoldRef, FoldTaskRow, bool> needsMessage, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(look);
        List<FoldAnswer> ended = [];
        foreach (FoldRef fold in look.Folds)
        {
            FoldTaskRow row = await tasks.FindAsync(fold.Key, cancellation)
                ?? throw new ServerlessTrainingException($"Fold {fold.Number} of '{look.InstanceId}' has no task row '{fold.Key}'; it is written when the folds are planned.");
            if (row.HasEnded) ended.Add(new FoldAnswer(fold.Number, fold.Key, row.State == FoldTaskState.Failed ? row.Reason : null));
            else if (needsMessage(fold, row)) await SendAsync(look, fold, row, cancellation);
        }

        return [.. ended];
    }

    private bool NeedsMessage(FoldRef fold, FoldTaskRow row)
    {
        bool silent = IsSilent(row);
        bool untaken = row.State == FoldTaskState.Queued && clock.GetUtcNow() - row.DispatchedAt >= options.UntakenAfter;
        if (silent) LogSilent(logger, fold.Key, row.Attempts, row.HeartbeatAt);
        if (untaken) LogUntaken(logger, fold.Key, row.DispatchedAt);
        return silent || untaken;
    }

    // The row first: what is not sent after it is found by a review. Taking a silent row back also ends the claim of its owner, should it be alive after all; a living one is left alone.
    private async Task SendAsync(FoldLook look, FoldRef fold, FoldTaskRow row, CancellationToken cancellation)
    {
        if (row.State == FoldTaskState.Queued || IsSilent(row))
        {
            await tasks.TryUpdateAsync(row with { State = FoldTaskState.Queued, DispatchedAt = clock.GetUtcNow() }, cancellation);
        }

        await messenger.SendTaskAsync(look.Device, new FoldTaskMessage(fold.Key, look.InstanceId, fold.Number), cancellation);
    }

    private bool IsSilent(FoldTaskRow row) => row.State == FoldTaskState.Running && clock.GetUtcNow() - row.HeartbeatAt >= options.SilentAfter;

    [LoggerMessage(EventId = 3201, Level = LogLevel.Warning, Message = "Fold {Key}: try {Attempt} has been silent since {HeartbeatAt:u}; it is dispatched again")]
    private static partial void LogSilent(ILogger logger, string key, int attempt, DateTimeOffset? heartbeatAt);

    [LoggerMessage(EventId = 3202, Level = LogLevel.Warning, Message = "Fold {Key}: nobody has taken it since {DispatchedAt:u}; it is dispatched again")]
    private static partial void LogUntaken(ILogger logger, string key, DateTimeOffset? dispatchedAt);
}
