using Microsoft.DurableTask;

namespace ServerlessTraining.Orchestration.Presets.Generation;

/// <summary>The names of the steps of plans and their entries, and how they are tried again.</summary>
public static class PresetSteps
{
    public const string BeginPlan = "BeginPresetPlan";
    public const string EndPlan = "EndPresetPlan";
    public const string Begin = "BeginPreset";
    public const string PlanHeldOut = "PlanPresetHeldOut";
    public const string Judge = "JudgePreset";
    public const string Publish = "PublishPreset";
    public const string End = "EndPreset";

    /// <summary>A step that is refused for good says so in its result; what throws may pass.</summary>
    public static TaskOptions Retry { get; } = TaskOptions.FromRetryPolicy(new RetryPolicy(5, TimeSpan.FromSeconds(2), backoffCoefficient: 2));
}
