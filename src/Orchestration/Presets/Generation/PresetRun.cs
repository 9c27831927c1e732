namespace ServerlessTraining.Orchestration.Presets.Generation;

/// <summary>What <see cref="PresetOrchestrator"/> begins with: the entry of a plan.</summary>
/// <param name="Number">From 1.</param>
public sealed record PresetRun(string PlanId, int Number)
{
    /// <summary>The orchestration of an entry.</summary>
    public static string InstanceOf(string planId, int number) => $"preset-{planId}-{number}";
}
