namespace ServerlessTraining.Orchestration.Costs;

/// <summary>How many folds of a model type are to be trained.</summary>
public sealed record ModelFolds(string Model, long Folds);
