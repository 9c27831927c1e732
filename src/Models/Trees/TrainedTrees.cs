namespace ServerlessTraining.Models.Trees;

/// <param name="Trees">What predicts.</param>
/// <param name="Curve">Of the training.</param>
/// <param name="Note">See <see cref="TrainingReport.Notes"/>.</param>
/// <param name="Importance">Of each feature.</param>
internal sealed record TrainedTrees(TargetTrees Trees, LearningCurve Curve, string? Note, IReadOnlyList<FeatureImportance> Importance);
