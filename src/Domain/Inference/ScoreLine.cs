using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Domain.Inference;

/// <summary>The figures of one regime, or of all bars.</summary>
/// <param name="Name">The regime's name, or <see cref="BacktestScore.TotalName"/>.</param>
/// <param name="Sums">What the figures are made of; they add up over windows and regimes.</param>
public sealed record ScoreLine(string Name, TradingSums Sums, TradingMetrics Metrics);
