using ServerlessTraining.Domain.Inference;
using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Domain.Tests.Inference;

/// <summary>The figures that the backtester sums up on its way are those that the plain functions compute from the whole curve and the list of trades.</summary>
public sealed class FiguresAgreeTests
{
    private const double Tolerance = 1e-9;
    private static readonly StrategyGrid Grid = StrategyGrid.Create(["direct", "direct_multi"], ["mean", "stacking"], [0, 0.5], [50]);

    [Fact]
    public void Score_AnyStrategy_EqualsThePlainFunctionsOnItsCurve() => Property.Holds(random =>
    {
        Scene scene = Scene.Random(random);
        double barsPerYear = scene.Bars.Calendar.BarsPerYear(scene.Bars.Timeframe);
        foreach (StrategyResult result in scene.Run(Grid))
        {
            EquityCurve curve = scene.Trace(result.Strategy).Curve;
            double[] equity = [scene.Options.InitialEquity, .. curve.Equity];
            double[] returns = [.. equity.Skip(1).Zip(equity, (next, previous) => previous > 0 ? (next / previous) - 1 : 0)];
            double[] trades = [.. curve.Trades.Select(trade => trade.Return)];
            TradingMetrics total = result.Score.Total.Metrics;

            Agree(ReturnMetrics.Sharpe(returns, barsPerYear), total.Sharpe);
            Agree(ReturnMetrics.Sortino(returns, barsPerYear), total.Sortino);
            Agree(ReturnMetrics.MaxDrawdown(returns), total.MaxDrawdown);
            Agree(ReturnMetrics.CumulativeReturn(returns), total.TotalReturn);
            Agree(Statistics.Skewness(returns), total.Skewness);
            Agree(Statistics.Kurtosis(returns), total.Kurtosis);
            Agree(TradeOutcomes.WinRate(trades), total.WinRate);
            Agree(TradeOutcomes.ProfitFactor(trades), total.ProfitFactor);
            Agree(TradeOutcomes.Expectancy(trades), total.Expectancy);
        }
    }, runs: 20);

    private static void Agree(MetricValue plain, MetricValue summed)
    {
        Assert.Equal(plain.IsDefined, summed.IsDefined);
        if (plain.Value is double expected) Assert.Equal(expected, summed.Value!.Value, Tolerance * Math.Max(1, Math.Abs(expected)));
    }
}
