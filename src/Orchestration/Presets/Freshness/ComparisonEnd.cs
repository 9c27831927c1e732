namespace ServerlessTraining.Orchestration.Presets.Freshness;

/// <summary>How a comparison ended.</summary>
/// <param name="Failure">Null where it has its result.</param>
public sealed record ComparisonEnd(string Id, string? Failure);
