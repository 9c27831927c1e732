namespace ServerlessTraining.Models;

/// <summary>How the losses went.</summary>
/// <param name="Target">Null where all targets are learned together.</param>
/// <param name="Loss">The loss in the words of the model type, as in `binary_logloss` or `auc`.</param>
/// <param name="Fit">One value an iteration; empty where the model type computes none.</param>
/// <param name="Tune">One value an iteration; empty without a tune part.</param>
/// <param name="BestIteration">From 1: the one that the model predicts with.</param>
public sealed record LearningCurve(Target? Target, string Loss, IReadOnlyList<double> Fit, IReadOnlyList<double> Tune, int BestIteration);
