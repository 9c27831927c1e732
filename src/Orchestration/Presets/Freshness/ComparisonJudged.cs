namespace ServerlessTraining.Orchestration.Presets.Freshness;

/// <summary>What became of a comparison's folds.</summary>
/// <param name="Again">Results were gone: another round is needed.</param>
/// <param name="Failure">Why it cannot be made; null where it can.</param>
public sealed record ComparisonJudged(bool Again, string? Failure);
