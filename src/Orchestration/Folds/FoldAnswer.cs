namespace ServerlessTraining.Orchestration.Folds;

/// <summary>How a fold ended. The figures are in its result row.</summary>
/// <param name="Number">Of the fold in the set.</param>
/// <param name="Key">Of the work.</param>
/// <param name="Failure">Why it failed for good; null when it was trained.</param>
public sealed record FoldAnswer(int Number, string Key, string? Failure);
