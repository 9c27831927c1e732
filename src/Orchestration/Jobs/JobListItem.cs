using ServerlessTraining.Storage.Jobs;

namespace ServerlessTraining.Orchestration.Jobs;

/// <summary>A job in the list of `GET /api/training/jobs`, which is a page: `items` and `continuation`.</summary>
/// <param name="Fold">Folds of the stage that have ended.</param>
/// <param name="Folds">Of the stage.</param>
/// <param name="ProgressPct">0 to 100, of the whole job.</param>
public sealed record JobListItem(
    string JobId, string Symbol, string Timeframe, JobMode TrainingMode, JobStatus Status, DateTimeOffset Created, int Fold, int Folds, double ProgressPct);
