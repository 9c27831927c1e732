using ServerlessTraining.Orchestration.Folds;

namespace ServerlessTraining.Orchestration.Presets.Freshness;

/// <summary>What is trained for a comparison.</summary>
/// <param name="Failure">Why it cannot be made; null where it can.</param>
public sealed record ComparisonPlan(ComparisonWindow? Window, IReadOnlyList<PresetFold> A, IReadOnlyList<PresetFold> B, FoldSet? SetA, FoldSet? SetB, string? Failure);
