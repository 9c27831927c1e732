namespace ServerlessTraining.Orchestration.Jobs;

/// <summary>Where a fold of a job stands.</summary>
public enum JobFoldState
{
    Waiting,
    Running,
    Done,
    Failed,
}
