namespace ServerlessTraining.Orchestration.Presets.Freshness;

/// <summary>The input of <see cref="PresetPerformanceOrchestrator"/>.</summary>
/// <param name="Continuation">Where in the list of presets to go on; null for its beginning.</param>
/// <param name="ThenReoptimize">Whether stale presets are searched again when all are measured.</param>
public sealed record PerformanceRun(string? Continuation, bool ThenReoptimize)
{
    /// <summary>There is one at a time.</summary>
    public const string InstanceId = "presetperformance";
}
