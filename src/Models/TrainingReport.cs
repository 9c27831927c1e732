namespace ServerlessTraining.Models;

/// <summary>What a training leaves to look at.</summary>
public sealed record TrainingReport(IReadOnlyList<LearningCurve> Curves, IReadOnlyList<FeatureImportance> Importance)
{
    public static TrainingReport Empty { get; } = new([], []);

    /// <summary>What a reader should know of the training and would not see in the figures, a sentence each: rows that were left out, a fit that ended before it was
    /// done.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
