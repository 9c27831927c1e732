using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Orchestration.Runs;

/// <summary>A run's best strategy in a regime.</summary>
/// <param name="Score">Annualised Sharpe.</param>
/// <param name="SharpePerBar">With observations and moments: what the deflation reads.</param>
public sealed record RunBest(string Regime, string Strategy, MetricValue Score, int Trades, MetricValue SharpePerBar, int Observations, MetricValue Skewness, MetricValue Kurtosis);
