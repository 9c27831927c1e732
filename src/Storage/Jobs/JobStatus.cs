namespace ServerlessTraining.Storage.Jobs;

/// <summary>The life of a two-stage training job.</summary>
public enum JobStatus
{
    Pending,
    Quick,

    /// <summary>The gates let it through; a person decides.</summary>
    WaitingForApproval,
    GateRefused,
    Rejected,
    Full,
    Completed,
    Failed,
    Cancelled,
}
