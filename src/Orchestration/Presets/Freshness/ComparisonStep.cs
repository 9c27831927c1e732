namespace ServerlessTraining.Orchestration.Presets.Freshness;

/// <summary>A try of a comparison.</summary>
/// <param name="Round">From 1.</param>
public sealed record ComparisonStep(string Id, int Round);
