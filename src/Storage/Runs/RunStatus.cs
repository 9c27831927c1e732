namespace ServerlessTraining.Storage.Runs;

/// <summary>How far a run is.</summary>
public enum RunStatus
{
    Running,
    Completed,
    Failed,
    Cancelled,
}
