namespace ServerlessTraining.Orchestration.Jobs;

/// <summary>What <see cref="TwoStageOrchestrator"/> begins with.</summary>
/// <param name="ApprovalHours">How long it waits for a decision.</param>
public sealed record JobRun(string JobId, JobMode Mode, bool AutoApprove, int ApprovalHours)
{
    /// <summary>The orchestration of a job.</summary>
    public static string InstanceOf(string jobId) => $"job-{jobId}";
}
