using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Orchestration.Regimes;

/// <summary>How many bars a regime has.</summary>
/// <param name="Share">Of all classified bars, 0 to 1.</param>
public sealed record RegimeBars(string Regime, int Bars, MetricValue Share);
