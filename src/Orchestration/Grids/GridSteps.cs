using Microsoft.DurableTask;

namespace ServerlessTraining.Orchestration.Grids;

/// <summary>The names of the steps, and how they are tried again.</summary>
public static class GridSteps
{
    public const string TakeTurn = "TakeGridTurn";
    public const string OpenPage = "OpenGridPage";
    public const string Plan = "PlanConfiguration";
    public const string Score = "ScoreConfiguration";
    public const string Decide = "DecideConfiguration";
    public const string Checkpoint = "CheckpointGrid";
    public const string Sweep = "SweepModels";
    public const string Pause = "PauseGrid";
    public const string Complete = "CompleteGrid";
    public const string Cancel = "CancelGrid";

    /// <summary>A step that is refused for good says so in its result; what throws may pass.</summary>
    public static TaskOptions Retry { get; } = TaskOptions.FromRetryPolicy(new RetryPolicy(5, TimeSpan.FromSeconds(2), backoffCoefficient: 2));
}
