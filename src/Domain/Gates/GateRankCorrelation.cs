using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Domain.Gates;

/// <summary>Whether quick training orders the runs as full training does.</summary>
/// <param name="Spearman">From -1 to 1; undefined below three pairs.</param>
/// <param name="Pairs">Runs that have the metric from both trainings.</param>
/// <param name="RefusedPairs">Those of them that the gate had refused. Without any, the runs are cut off at the bound, which makes the
/// correlation smaller than it is.</param>
public sealed record GateRankCorrelation(string Metric, MetricValue Spearman, int Pairs, int RefusedPairs);
