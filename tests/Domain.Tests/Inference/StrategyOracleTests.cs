using ServerlessTraining.Domain.Inference;
using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Domain.Tests.Inference;

public sealed class StrategyOracleTests
{
    private static readonly StrategyGrid Grid = StrategyGrid.Create(
        ["direct", "recursive", "direct_multi"], ["mean", "weighted", "stacking", "variance"], [0, 0.3, 0.5, 0.7, 0.9], [50, 100, 200]);

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    [InlineData(4, false)]
    [InlineData(5, false)]
    public void Run_RandomScene_EqualsTheSlowOracleForEveryStrategy(ulong part, bool returns) =>
        CompareAll(Scene.Random(new SeededRandom(Property.Seed).Fork(part), returns));

    [Fact]
    public void Run_WildSceneThatRuins_EqualsTheSlowOracleForEveryStrategy()
    {
        Scene scene = Scene.Random(new SeededRandom(Property.Seed).Fork(6), volatility: 0.35) with { Options = new BacktestOptions() };

        Assert.Contains(CompareAll(scene), result => result.Score.RuinBar is not null);
    }

    [Fact]
    public void Run_RandomScene_HasTradesInEveryRegimeSoThatTheOracleComparesSomething()
    {
        StrategyResult result = Scene.Random(new SeededRandom(Property.Seed).Fork(1)).Run(Grid)[0];

        Assert.All(result.Score.Regimes, line => Assert.True(line.Metrics.Trades > 3));
    }

    private static IReadOnlyList<StrategyResult> CompareAll(Scene scene)
    {
        SlowStrategies strategies = new(scene);
        IReadOnlyList<StrategyResult> results = scene.Run(Grid);
        foreach (StrategyResult result in results)
        {
            SlowSimulator oracle = new(scene, strategies.Wanted(result.Strategy));
            Assert.Equal(oracle.RuinBar, result.Score.RuinBar);
            Compare(result.Score.Total, oracle, null, scene);
            for (int regime = 0; regime < result.Score.Regimes.Count; regime++) Compare(result.Score.Regimes[regime], oracle, regime, scene);
        }

        return results;
    }

    private static void Compare(ScoreLine line, SlowSimulator oracle, int? regime, Scene scene)
    {
        double[] returns = [.. oracle.Bars.Where(bar => regime is null || bar.Regime == regime).Select(bar => bar.Return)];
        (double Return, double Profit)[] trades = [.. oracle.Trades.Where(trade => regime is null || trade.Regime == regime).Select(trade => (trade.Return, trade.Profit))];
        double barsPerYear = scene.Bars.Calendar.BarsPerYear(scene.Bars.Timeframe);
        TradingMetrics metrics = line.Metrics;
        Assert.Equal(returns.Length, metrics.Bars);
        Assert.Equal(trades.Length, metrics.Trades);
        Assert.Equal(oracle.Judged.Count(row => regime is null || row.Regime == regime), line.Sums.Decisions);
        Assert.Equal(oracle.Judged.Count(row => (regime is null || row.Regime == regime) && row.Right), line.Sums.Hits);
        Assert.Equal(oracle.Bars.Count(bar => (regime is null || bar.Regime == regime) && bar.Held), line.Sums.BarsInPosition);
        if (returns.Length == 0) return;

        double mean = returns.Average();
        double second = returns.Average(r => (r - mean) * (r - mean));
        double deviation = Math.Sqrt(second * returns.Length / (returns.Length - 1));
        if (second == 0) Assert.False(metrics.Sharpe.IsDefined);
        else
        {
            Near(mean / deviation * Math.Sqrt(barsPerYear), metrics.Sharpe);
            Near(mean / deviation, metrics.SharpePerBar);
            Near(returns.Average(r => Math.Pow(r - mean, 3)) / Math.Pow(second, 1.5), metrics.Skewness);
            Near(returns.Average(r => Math.Pow(r - mean, 4)) / (second * second), metrics.Kurtosis);
        }

        double losses = returns.Average(r => Math.Min(r, 0) * Math.Min(r, 0));
        if (losses == 0) Assert.False(metrics.Sortino.IsDefined);
        else Near(mean / Math.Sqrt(losses) * Math.Sqrt(barsPerYear), metrics.Sortino);
        Near(returns.Aggregate(1.0, (growth, r) => growth * (1 + r)) - 1, metrics.TotalReturn);
        Near(Drawdown(returns), metrics.MaxDrawdown);
        Near(oracle.Fills.Where(fill => regime is null || fill.Regime == regime).Sum(fill => fill.Share) / returns.Length * barsPerYear, metrics.Turnover);
        if (trades.Length == 0) return;
        Near((double)trades.Count(trade => trade.Profit > 0) / trades.Length, metrics.WinRate);
        Near(trades.Average(trade => trade.Return), metrics.Expectancy);
        double lost = -trades.Sum(trade => Math.Min(trade.Return, 0));
        if (lost > 0) Near(trades.Sum(trade => Math.Max(trade.Return, 0)) / lost, metrics.ProfitFactor);
        else Assert.False(metrics.ProfitFactor.IsDefined);
    }

    private static double Drawdown(double[] returns)
    {
        double index = 1;
        double peak = 1;
        double worst = 0;
        foreach (double r in returns)
        {
            index *= 1 + r;
            peak = Math.Max(peak, index);
            worst = Math.Min(worst, (index / peak) - 1);
        }

        return worst;
    }

    private static void Near(double expected, MetricValue actual)
    {
        Assert.True(actual.IsDefined, actual.Reason);
        Assert.InRange(actual.Value!.Value, expected - Slack(expected), expected + Slack(expected));
    }

    private static double Slack(double expected) => 1e-9 * Math.Max(1e-3, Math.Abs(expected));
}
