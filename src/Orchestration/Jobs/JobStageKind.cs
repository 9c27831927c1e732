namespace ServerlessTraining.Orchestration.Jobs;

/// <summary>The trainings of a job.</summary>
public enum JobStageKind
{
    Quick,
    Full,
}
