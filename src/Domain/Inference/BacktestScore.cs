using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Domain.Inference;

/// <summary>What a backtest came to. Every bar and every trade counts in one regime: a bar in a trade, and the bar at whose open the trade was
/// closed, for the regime at the trade's decision; a bar that closes one trade and opens another, for the new one; a flat bar for its own.</summary>
/// <param name="Regimes">One line a regime, in the order of the regimes' names.</param>
/// <param name="RuinBar">The bar at which the equity was gone: from there on there is none, and no trade. Null where that never happened.</param>
public sealed record BacktestScore(ScoreLine Total, IReadOnlyList<ScoreLine> Regimes, int? RuinBar)
{
    public const string TotalName = "total";

    internal static BacktestScore Undefined(IReadOnlyList<string> regimes, string reason)
    {
        TradingMetrics none = TradingMetrics.Undefined(reason);
        return new BacktestScore(
            new ScoreLine(TotalName, TradingSums.Empty, none), [.. regimes.Select(regime => new ScoreLine(regime, TradingSums.Empty, none))], null);
    }
}
