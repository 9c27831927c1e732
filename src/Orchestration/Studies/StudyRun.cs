namespace ServerlessTraining.Orchestration.Studies;

/// <summary>What <see cref="StudyOrchestrator"/> begins with. The spec lies in the store.</summary>
public sealed record StudyRun(string StudyId)
{
    /// <summary>The orchestration of a study.</summary>
    public static string InstanceOf(string studyId) => $"study-{studyId}";
}
