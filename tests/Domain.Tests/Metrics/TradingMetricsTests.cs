using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Domain.Tests.Metrics;

public sealed class TradingMetricsTests
{
    // Returns 0.1, -0.1, 0.2, 0: mean 0.05, deviations 0.05, -0.15, 0.15, -0.05.
    private static readonly TradingSums Sums = new()
    {
        Bars = 4,
        MeanReturn = 0.05,
        SquaredDeviations = 0.05,
        CubedDeviations = 0,
        FourthDeviations = 0.001025,
        SquaredLosses = 0.01,
        Growth = 1.1 * 0.9 * 1.2,
        MaxDrawdown = -0.1,
        Trades = 4,
        Wins = 3,
        GrossWin = 0.4,
        GrossLoss = 0.1,
        TradedShare = 8,
        BarsInPosition = 3,
        Decisions = 5,
        Hits = 2,
    };

    [Fact]
    public void From_SumsByHand_GivesTheFigures()
    {
        TradingMetrics metrics = TradingMetrics.From(Sums, 100);

        double deviation = Math.Sqrt(0.05 / 3);
        Near(0.05 / deviation * 10, metrics.Sharpe);
        Near(0.05 / deviation, metrics.SharpePerBar);
        Near(0, metrics.Skewness);
        Near(0.001025 / 4 / Math.Pow(0.05 / 4, 2), metrics.Kurtosis);
        Near(0.05 / Math.Sqrt(0.01 / 4) * 10, metrics.Sortino);
        Near(-0.1, metrics.MaxDrawdown);
        Near(0.188, metrics.TotalReturn);
        Near(0.75, metrics.WinRate);
        Near(4, metrics.ProfitFactor);
        Near(0.075, metrics.Expectancy);
        Near(200, metrics.Turnover);
        Near(0.75, metrics.Exposure);
        Near(0.4, metrics.HitRate);
        Assert.Equal((4L, 4), (metrics.Bars, metrics.Trades));
    }

    [Fact]
    public void From_NoBars_SaysSoEverywhere()
    {
        TradingMetrics metrics = TradingMetrics.From(TradingSums.Empty, 100);

        Assert.All([metrics.Sortino, metrics.MaxDrawdown, metrics.TotalReturn, metrics.Turnover, metrics.Exposure], value => Assert.Equal("no bars", value.Reason));
        Assert.All([metrics.Sharpe, metrics.SharpePerBar, metrics.Skewness, metrics.Kurtosis], value => Assert.Equal("fewer than two bars", value.Reason));
        Assert.All([metrics.WinRate, metrics.ProfitFactor, metrics.Expectancy], value => Assert.Equal("no trades", value.Reason));
        Assert.Equal("no decision for a position whose horizon has ended", metrics.HitRate.Reason);
    }

    [Fact]
    public void From_NothingThatVariesOrLoses_IsUndefinedNotZeroOrInfinite()
    {
        TradingMetrics metrics = TradingMetrics.From(Sums with { SquaredDeviations = 1e-30, SquaredLosses = 0, GrossLoss = 0 }, 100);

        Assert.Equal("the returns do not vary", metrics.Sharpe.Reason);
        Assert.Equal("no bar lost", metrics.Sortino.Reason);
        Assert.Equal("no trade lost", metrics.ProfitFactor.Reason);
    }

    [Fact]
    public void Undefined_Reason_StandsInEveryFigure()
    {
        TradingMetrics metrics = TradingMetrics.Undefined("no model");

        Assert.All(
            typeof(TradingMetrics).GetProperties().Where(property => property.PropertyType == typeof(MetricValue)),
            property => Assert.Equal("no model", ((MetricValue)property.GetValue(metrics)!).Reason));
    }

    private static void Near(double expected, MetricValue actual) => Assert.Equal(expected, actual.Value!.Value, 1e-12);
}
