namespace ServerlessTraining.Domain.Metrics;

/// <summary>What a Sharpe ratio is deflated by: how many were tried, and how far those scattered.</summary>
/// <param name="Trials">All that were looked at.</param>
/// <param name="EffectiveTrials">How many of them were different bets (<see cref="Metrics.EffectiveTrials"/>); null where their returns are not at hand: then all count.</param>
/// <param name="PerPeriodSharpeDeviation">Sample standard deviation of the trials' Sharpe ratios, per period as the one that is deflated.</param>
public sealed record DeflationInput(long Trials, long? EffectiveTrials, MetricValue PerPeriodSharpeDeviation);
