namespace ServerlessTraining.Models;

/// <summary>What a training leaves to look at.</summary>
public sealed record TrainingReport(IReadOnlyList<LearningCurve> Curves, IReadOnlyList<FeatureImportance> Importance)
{
    public static TrainingReport Empty { get; } = new([], []);
}
