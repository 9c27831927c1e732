using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Domain.Grids;

/// <summary>The share of one model type in an estimate. <paramref name="Seconds"/> are those of all its trainings one after the other; <paramref name="Cost"/> is in the currency
/// of the costs.</summary>
public sealed record ModelEstimate(string Model, long FoldTrainings, MetricValue Seconds, MetricValue Cost);
