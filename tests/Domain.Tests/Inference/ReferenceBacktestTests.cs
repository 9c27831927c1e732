using System.Text.Json;
using ServerlessTraining.Domain.Inference;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Domain.Tests.Inference;

/// <summary>Whole backtests of a stop-and-reverse strategy by another program. Its prices are not at hand, but its trades say what they filled at:
/// bars are made whose opens are those prices. It closes the last trade at an open, so the last bar here closes where that one opened. Its
/// description speaks of 0.9999 of the equity for a position; the sizes of all its trades, with commission too, are those of the whole
/// equity.</summary>
public sealed class ReferenceBacktestTests
{
    private static readonly JsonElement Reference = ReferenceData.Load("backtesting_py");

    public static TheoryData<int> Runs => [.. Enumerable.Range(0, Reference.GetProperty("runs").GetArrayLength())];

    [Theory]
    [MemberData(nameof(Runs))]
    public void Trace_ReferenceDecisions_GivesTheReferenceTrades(int index)
    {
        JsonElement run = Reference.GetProperty("runs")[index];
        JsonElement[] expected = [.. run.GetProperty("trades").EnumerateArray()];

        (TradeSimulator simulator, sbyte[] wanted) = Replay(run);
        EquityCurve curve = simulator.Trace(wanted);

        Assert.Equal(expected.Length, curve.Trades.Count);
        foreach ((JsonElement trade, Trade actual) in expected.Zip(curve.Trades))
        {
            Assert.Equal(Number(trade, "Size"), actual.Shares);
            Assert.Equal(Number(trade, "EntryPrice"), actual.EntryPrice, 1e-6);
            Assert.Equal(Number(trade, "ExitPrice"), actual.ExitPrice, 1e-6);
            Assert.Equal(Number(trade, "PnL"), actual.Profit, 1e-6);
            Assert.Equal(Number(trade, "ReturnPct"), actual.Return, 1e-6);
            Assert.Equal(Number(trade, "Commission"), actual.Commission, 1e-6);
        }

        Assert.Equal(Number(run.GetProperty("stats"), "Equity Final [$]"), curve.Equity[^1], 1e-6);
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Score_ReferenceDecisions_GivesTheReferenceStatistics(int index)
    {
        JsonElement run = Reference.GetProperty("runs")[index];
        JsonElement stats = run.GetProperty("stats");

        (TradeSimulator simulator, sbyte[] wanted) = Replay(run);
        TradingMetrics metrics = simulator.Score(wanted).Total.Metrics;

        Assert.Equal(Number(stats, "# Trades"), metrics.Trades);
        Assert.Equal(Number(stats, "Win Rate [%]"), 100 * metrics.WinRate.Value!.Value, 1e-6);
        Assert.Equal(Number(stats, "Profit Factor"), metrics.ProfitFactor.Value!.Value, 1e-6);
        Assert.Equal(Number(stats, "Expectancy [%]"), 100 * metrics.Expectancy.Value!.Value, 1e-6);
        Assert.Equal((Number(stats, "Equity Final [$]") / 10_000) - 1, metrics.TotalReturn.Value!.Value, 1e-9);
    }

    private static (TradeSimulator Simulator, sbyte[] Wanted) Replay(JsonElement run)
    {
        JsonElement[] trades = [.. run.GetProperty("trades").EnumerateArray()];
        int first = (int)Number(trades[0], "EntryBar") - 1;
        double[] prices = new double[(int)Number(trades[^1], "ExitBar") + 1 - first];
        sbyte[] wanted = new sbyte[prices.Length];
        prices[0] = Number(trades[0], "EntryPrice");
        foreach (JsonElement trade in trades)
        {
            int entry = (int)Number(trade, "EntryBar") - first;
            int exit = (int)Number(trade, "ExitBar") - first;
            double from = Number(trade, "EntryPrice");
            double to = Number(trade, "ExitPrice");
            for (int bar = entry; bar <= exit; bar++) prices[bar] = from + ((to - from) * (bar - entry) / (exit - entry));
            prices[exit] = to;
            wanted.AsSpan(entry - 1).Fill((sbyte)Math.Sign(Number(trade, "Size")));
        }

        string? commissionText = run.GetProperty("options").TryGetProperty("commission", out JsonElement text) ? text.GetString() : null;
        double commission = commissionText is null ? 0 : double.Parse(commissionText);
        BacktestOptions options = new()
        {
            Commission = commission,
            Slippage = 0,
            LotSize = 1,
            InitialEquity = 10_000,
        };
        BarSeries bars = HandMarket.Bars([.. prices.Select(price => (price, price))]);
        return (HandMarket.Simulator(bars, options), wanted);
    }

    private static double Number(JsonElement element, string name) => element.GetProperty(name).GetDouble();
}
