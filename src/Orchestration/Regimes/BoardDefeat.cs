using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Orchestration.Regimes;

/// <summary>A regime that was contested and lost.</summary>
/// <param name="ByRun">Who won; null where the run failed by itself.</param>
/// <param name="Margin">How much higher the winner's Sharpe is; null where the two cannot be compared.</param>
public sealed record BoardDefeat(string RunId, string Regime, string Strategy, MetricValue Sharpe, string? ByRun, double? Margin, string Reason);
