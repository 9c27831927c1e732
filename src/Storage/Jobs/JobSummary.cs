using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Storage.Jobs;

/// <summary>A job in a list.</summary>
public sealed record JobSummary(string Id, Symbol Symbol, Timeframe Timeframe, string Mode, JobStatus Status, DateTimeOffset Created, int Fold, int Folds, double Progress);
