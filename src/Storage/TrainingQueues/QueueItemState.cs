namespace ServerlessTraining.Storage.TrainingQueues;

/// <summary>How far one configuration of a queue is.</summary>
public enum QueueItemState
{
    Pending,
    Running,

    /// <summary>Trained and decided on.</summary>
    Completed,
    Failed,

    /// <summary>Trained before; the item says by which run.</summary>
    Skipped,
    Cancelled,
}
