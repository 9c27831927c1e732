namespace ServerlessTraining.Storage.Queues;

/// <summary>The three ways in which the work on a message can end.</summary>
public enum QueueOutcomeKind
{
    Done,
    Retry,
    Park,
}
