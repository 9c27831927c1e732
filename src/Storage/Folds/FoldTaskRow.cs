using Azure;

namespace ServerlessTraining.Storage.Folds;

/// <summary>The task row of a fold: the truth about its training.</summary>
/// <param name="Key">Of the work: it names everything that decides the result.</param>
/// <param name="Work">What to train, as JSON.</param>
public sealed record FoldTaskRow(string Key, string Work)
{
    public FoldTaskState State { get; init; }

    /// <summary>Tries that were begun.</summary>
    public int Attempts { get; init; }

    /// <summary>Of the try that runs or ran last; null before the first.</summary>
    public string? Owner { get; init; }

    /// <summary>When a message was last put for it.</summary>
    public DateTimeOffset? DispatchedAt { get; init; }

    /// <summary>When the last try began.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>The last sign of life of that try.</summary>
    public DateTimeOffset? HeartbeatAt { get; init; }

    /// <summary>Of that try, 0 to 1.</summary>
    public double Progress { get; init; }

    /// <summary>Why the last try failed, or why all did.</summary>
    public string? Reason { get; init; }

    /// <summary>The orchestration whose message the last try came with; null before the first.</summary>
    public string? Instance { get; init; }

    /// <summary>The orchestrations that gave the fold up, the latest last: messages of theirs that still lie in a queue mean nothing.</summary>
    public IReadOnlyList<string> CancelledFor { get; init; } = [];

    /// <summary>Nobody works on it, and it has no end yet.</summary>
    public bool IsFree => State is FoldTaskState.Queued or FoldTaskState.Cancelled;

    public bool HasEnded => State is FoldTaskState.Done or FoldTaskState.Failed;

    internal ETag ETag { get; init; }
}
