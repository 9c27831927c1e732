namespace ServerlessTraining.Orchestration.Presets.Freshness;

/// <summary>The input of <see cref="PresetComparisonOrchestrator"/>; what is compared lies in the store.</summary>
public sealed record PresetComparisonRun(string Id)
{
    public static string InstanceOf(string id) => $"presetab-{id}";
}
