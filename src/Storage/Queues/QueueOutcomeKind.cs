namespace ServerlessTraining.Storage.Queues;

/// <summary>The ways in which the work on a message can end.</summary>
public enum QueueOutcomeKind
{
    Done,
    Retry,
    Later,
    Park,
}
