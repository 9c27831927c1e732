using Microsoft.DurableTask;

namespace ServerlessTraining.Orchestration.Studies;

/// <summary>The names of the steps, and how they are tried again.</summary>
public static class StudySteps
{
    public const string Propose = "ProposeTrials";
    public const string Plan = "PlanStudyRung";
    public const string Judge = "JudgeStudyRung";
    public const string End = "EndStudy";

    /// <summary>A step that is refused for good says so in its result; what throws may pass.</summary>
    public static TaskOptions Retry { get; } = TaskOptions.FromRetryPolicy(new RetryPolicy(5, TimeSpan.FromSeconds(2), backoffCoefficient: 2));
}
