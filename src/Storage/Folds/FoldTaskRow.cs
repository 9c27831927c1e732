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

    /// <summary>When a message was last put for it, or came back from a try that ended.</summary>
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

    /// <summary>The queues that it was put on since somebody asked for it, or since its last try ended; it lies in the last one.</summary>
    public IReadOnlyList<FoldWait> Waits { get; init; } = [];

    /// <summary>Where it lies, or was taken from; null before the first dispatch.</summary>
    public string? Queue => Waits.Count == 0 ? null : Waits[^1].Queue;

    /// <summary>Dispatches in a row that nobody took, while nobody took anything else from that queue.</summary>
    public int LostDispatches { get; init; }

    /// <summary>What went wrong on the way, the latest last, for whoever reads of the fold.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    public string? LastNote => Notes.Count == 0 ? null : Notes[^1];

    /// <summary>Nobody works on it, and it has no end yet.</summary>
    public bool IsFree => State is FoldTaskState.Queued or FoldTaskState.Cancelled;

    public bool HasEnded => State is FoldTaskState.Done or FoldTaskState.Failed;

    internal ETag ETag { get; init; }
}
