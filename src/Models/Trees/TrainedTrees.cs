namespace ServerlessTraining.Models.Trees;

internal sealed record TrainedTrees(TargetTrees Trees, LearningCurve Curve, IReadOnlyList<FeatureImportance> Importance);
