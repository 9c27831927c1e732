namespace ServerlessTraining.Orchestration.Presets.Freshness;

/// <summary>One preset that is to be measured.</summary>
/// <param name="Round">From 1.</param>
public sealed record PerformanceStep(string Name, int Round);
