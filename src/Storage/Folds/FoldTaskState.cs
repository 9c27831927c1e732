namespace ServerlessTraining.Storage.Folds;

/// <summary>Where the training of a fold stands.</summary>
public enum FoldTaskState
{
    /// <summary>Nobody works on it: planned, dispatched, or given back.</summary>
    Queued,

    /// <summary>A try has claimed it, and beats on the row.</summary>
    Running,

    /// <summary>Trained: the result row beside it has the outcome.</summary>
    Done,

    /// <summary>Failed for good, for <see cref="FoldTaskRow.Reason"/>.</summary>
    Failed,

    /// <summary>Given up by those in <see cref="FoldTaskRow.CancelledFor"/>, and nobody works on it: whoever else wants it claims it like a queued one.</summary>
    Cancelled,
}
