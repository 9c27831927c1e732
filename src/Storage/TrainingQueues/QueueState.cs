namespace ServerlessTraining.Storage.TrainingQueues;

/// <summary>The life of a training queue. Which step may follow which is the domain's business; the store makes each step happen once.</summary>
public enum QueueState
{
    Pending,
    Running,
    Paused,
    Completed,
    Cancelled,
    Crashed,
}
