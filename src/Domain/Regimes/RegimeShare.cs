using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Domain.Regimes;

/// <summary>How much of a stretch of bars one regime has.</summary>
/// <param name="Name">The regime; the unclassified bars have theirs.</param>
/// <param name="Count">Bars.</param>
/// <param name="Share">Of all bars, 0 to 1.</param>
/// <param name="Episodes">Runs of neighbouring bars; one that is cut by the stretch counts as far as it lies inside.</param>
/// <param name="MeanLength">Bars an episode.</param>
public sealed record RegimeShare(string Name, int Count, MetricValue Share, int Episodes, MetricValue MeanLength);
