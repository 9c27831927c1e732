namespace ServerlessTraining.Models;

/// <summary>Where a training stands after an iteration (a boosting round, a sweep of coordinates, an epoch).</summary>
/// <param name="Target">Null where all targets are learned together.</param>
/// <param name="Iteration">From 1.</param>
/// <param name="Iterations">The most there can be; early stopping can end sooner.</param>
/// <param name="FitLoss">The loss on the fit rows, where the model type computes one.</param>
/// <param name="TuneLoss">The loss that early stopping looks at, where there is a tune part.</param>
public readonly record struct TrainingProgress(Target? Target, int Iteration, int Iterations, double? FitLoss, double? TuneLoss);
