using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Orchestration.Regimes;

/// <summary>Who holds a place of a regime, and with what.</summary>
/// <param name="Rank">From 1.</param>
/// <param name="ModelType">Null where the recipe cannot be read.</param>
/// <param name="Configuration">In words.</param>
/// <param name="Sharpe">Annualised.</param>
/// <param name="DeflatedProbability">That the Sharpe is above zero after everything that was looked at.</param>
/// <param name="Since">When the run was decided on; null where it came here otherwise.</param>
/// <param name="Defeats">What runs of the model lost on this board.</param>
public sealed record BoardHolder(
    int Rank, string RunId, string ModelId, string Symbol, string Timeframe, string? ModelType, string Configuration, string Strategy, MetricValue Sharpe, int Trades,
    MetricValue DeflatedProbability, DateTimeOffset? Since, IReadOnlyList<BoardDefeat> Defeats);
