using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Domain.Selection;

/// <summary>A run's result with one inference strategy in one regime.</summary>
/// <param name="Score">Annualised Sharpe over the report parts of the folds.</param>
/// <param name="DeflatedProbability">Probability that the Sharpe is above zero after all the trials looked at. Shown beside the score, not
/// part of the rule.</param>
public sealed record Candidate(string Strategy, string Regime, MetricValue Score, int Trades, MetricValue DeflatedProbability);
