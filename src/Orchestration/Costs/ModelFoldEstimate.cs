using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Orchestration.Folds;

namespace ServerlessTraining.Orchestration.Costs;

/// <summary>The folds of one model type in an estimate.</summary>
/// <param name="Folds">To train.</param>
/// <param name="SecondsPerFold">The median of past folds.</param>
/// <param name="FromFolds">How many past folds that is.</param>
/// <param name="Device">Where these were trained; null where there are none.</param>
public sealed record ModelFoldEstimate(string Model, long Folds, MetricValue SecondsPerFold, int FromFolds, FoldDevice? Device);
