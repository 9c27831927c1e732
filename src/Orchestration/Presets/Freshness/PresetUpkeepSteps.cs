using Microsoft.DurableTask;

namespace ServerlessTraining.Orchestration.Presets.Freshness;

/// <summary>The names of the steps, and how they are tried again.</summary>
public static class PresetUpkeepSteps
{
    public const string ListPerformance = "ListPresetsToMeasure";
    public const string PlanPerformance = "PlanPresetPerformance";
    public const string JudgePerformance = "JudgePresetPerformance";
    public const string Reoptimize = "ReoptimizePresets";
    public const string PlanComparison = "PlanPresetComparison";
    public const string JudgeComparison = "JudgePresetComparison";
    public const string EndComparison = "EndPresetComparison";

    /// <summary>A step that is refused for good says so in its result; what throws may pass.</summary>
    public static TaskOptions Retry { get; } = TaskOptions.FromRetryPolicy(new RetryPolicy(5, TimeSpan.FromSeconds(2), backoffCoefficient: 2));
}
