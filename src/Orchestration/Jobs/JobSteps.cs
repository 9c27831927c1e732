using Microsoft.DurableTask;

namespace ServerlessTraining.Orchestration.Jobs;

/// <summary>The names of the steps, and how they are tried again.</summary>
public static class JobSteps
{
    public const string Plan = "PlanJobStage";
    public const string Judge = "JudgeJobStage";
    public const string Ask = "AskForApproval";
    public const string Decide = "DecideJob";
    public const string Publish = "PublishJobModel";
    public const string End = "EndJob";

    /// <summary>A step that is refused for good says so in its result; what throws may pass.</summary>
    public static TaskOptions Retry { get; } = TaskOptions.FromRetryPolicy(new RetryPolicy(5, TimeSpan.FromSeconds(2), backoffCoefficient: 2));
}
