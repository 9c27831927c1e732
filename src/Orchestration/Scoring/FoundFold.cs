using ServerlessTraining.Orchestration.Training;

namespace ServerlessTraining.Orchestration.Scoring;

/// <summary>A trained fold in storage.</summary>
/// <param name="Predictions">Read already.</param>
/// <param name="ModelBytes">As the model lies there.</param>
internal sealed record FoundFold(FoldPredictions Predictions, long ModelBytes);
