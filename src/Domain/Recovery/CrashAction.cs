namespace ServerlessTraining.Domain.Recovery;

/// <summary>What to do with a crashed queue.</summary>
public enum CrashAction
{
    /// <summary>So little is done that it does not matter.</summary>
    StartAgain,

    ResumeFromCheckpoint,

    /// <summary>Most of it is done.</summary>
    Resume,

    /// <summary>Nothing is left to train; resuming closes the queue.</summary>
    Finish,
}
