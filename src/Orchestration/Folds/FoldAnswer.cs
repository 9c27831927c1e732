namespace ServerlessTraining.Orchestration.Folds;

/// <summary>How a fold ended. The figures are in its result row.</summary>
/// <param name="Number">Of the fold in the set.</param>
/// <param name="Key">Of the work.</param>
/// <param name="Failure">Why it failed for good; <see cref="Cancelled"/> where it was given up; null when it was trained.</param>
public sealed record FoldAnswer(int Number, string Key, string? Failure)
{
    /// <summary>The <see cref="Failure"/> of a fold that was not trained since its set was stopped.</summary>
    public const string Cancelled = "cancelled";
}
