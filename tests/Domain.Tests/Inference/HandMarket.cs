using ServerlessTraining.Domain.Inference;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Regimes;

namespace ServerlessTraining.Domain.Tests.Inference;

/// <summary>A few bars by hand, one window over all of them unless told otherwise, and one regime.</summary>
internal static class HandMarket
{
    public static readonly BacktestOptions Free = new() { Commission = 0, Slippage = 0, InitialEquity = 1000 };

    public static BarSeries Bars(params (double Open, double Close)[] bars) => BarSeries.Create(
        Symbol.Parse("HANDUSDT"),
        Timeframe.D1,
        MarketCalendar.Crypto,
        new BarColumns(
            [.. bars.Select((_, i) => RandomMarket.Start.UtcTicks + (i * TimeSpan.TicksPerDay))],
            [.. bars.Select(bar => bar.Open)],
            [.. bars.Select(bar => Math.Max(bar.Open, bar.Close))],
            [.. bars.Select(bar => Math.Min(bar.Open, bar.Close))],
            [.. bars.Select(bar => bar.Close)],
            new double[bars.Length]));

    public static TradeSimulator Simulator(BarSeries bars, BacktestOptions options, byte[]? labels = null, PredictionWindow[]? windows = null, int horizon = 1) =>
        new(bars, windows ?? [new PredictionWindow("all", 0, bars.Count)], new RegimeLabels(["a", "b"], labels ?? new byte[bars.Count]), options, horizon);
}
