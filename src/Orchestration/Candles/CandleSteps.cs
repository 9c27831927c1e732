using Microsoft.DurableTask;

namespace ServerlessTraining.Orchestration.Candles;

/// <summary>The names of the steps of a run, and how they are tried again.</summary>
public static class CandleSteps
{
    public const string Plan = "PlanCandleRun";
    public const string Finish = "FinishCandleRun";

    /// <summary>A step that is refused for good says so in its result; what throws may pass.</summary>
    public static TaskOptions Retry { get; } = TaskOptions.FromRetryPolicy(new RetryPolicy(5, TimeSpan.FromSeconds(2), backoffCoefficient: 2));
}
