using System.Text.Json;
using ServerlessTraining.Storage.Backtests;

namespace ServerlessTraining.Orchestration.History;

/// <summary>How a strategy of a run did in a regime.</summary>
/// <param name="Score">Null where it is undefined.</param>
/// <param name="Metrics">Everything else, as it is stored.</param>
public sealed record BacktestLine(string Strategy, string Regime, double? Score, int Trades, JsonElement Metrics)
{
    public static BacktestLine Of(StoredBacktest backtest)
    {
        ArgumentNullException.ThrowIfNull(backtest);
        return new BacktestLine(backtest.Strategy, backtest.Regime, backtest.Score, backtest.Trades, backtest.Metrics);
    }
}
