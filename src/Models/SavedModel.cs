namespace ServerlessTraining.Models;

/// <summary>What a model type needs to make a model again.</summary>
public sealed record SavedModel(
    IReadOnlyList<string> FeatureNames, IReadOnlyList<Target> Targets, TrainingReport Report, IReadOnlyDictionary<string, byte[]> Files);
