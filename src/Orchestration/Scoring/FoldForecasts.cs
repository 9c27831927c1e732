using ServerlessTraining.Orchestration.Training;

namespace ServerlessTraining.Orchestration.Scoring;

/// <summary>What scoring needs of one trained fold.</summary>
/// <param name="Fold">The number in the plan.</param>
/// <param name="ModelHash">Of what it forecasts by.</param>
/// <param name="Predictions">Of its own tune and report rows.</param>
/// <param name="Open">Opens its model, for rows that it was not asked for in training. Called at most once; the model is the caller's.</param>
internal sealed record FoldForecasts(int Fold, string ModelHash, FoldPredictions Predictions, Func<CancellationToken, Task<ForecastModel>> Open);
