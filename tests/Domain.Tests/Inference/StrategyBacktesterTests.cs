using ServerlessTraining.Domain.Inference;
using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Domain.Tests.Inference;

public sealed class StrategyBacktesterTests
{
    private static readonly Scene Sample = Scene.Random(new SeededRandom(Property.Seed).Fork(21)) with { Options = new BacktestOptions() };

    [Fact]
    public void Run_AbsentMethod_LeavesItsStrategiesUndefinedWithTheReason()
    {
        PredictionSet predictions = new(
            3,
            Sample.Predictions.Windows,
            Sample.Predictions[PredictionMethod.Direct],
            MethodPredictions.Absent(RecursiveForecast.DirectionOnly),
            Sample.Predictions[PredictionMethod.DirectMulti]);

        IReadOnlyList<StrategyResult> results = (Sample with { Predictions = predictions }).Run();

        StrategyResult[] absent = [.. results.Where(result => result.Strategy.Method == PredictionMethod.Recursive)];
        Assert.Equal(45, absent.Length);
        Assert.All(absent, result => Assert.Equal(RecursiveForecast.DirectionOnly, result.Score.Total.Metrics.Sharpe.Reason));
        Assert.All(absent, result => Assert.Equal([.. Scene.RegimeNames, "unclassified"], result.Score.Regimes.Select(line => line.Name)));
        Assert.All(results.Except(absent), result => Assert.True(result.Score.Total.Metrics.TotalReturn.IsDefined));
        Assert.Contains(
            "recursive/mean/c0/l50 cannot be traced: the one-step model forecasts a direction only",
            Assert.Throws<ServerlessTrainingException>(() => (Sample with { Predictions = predictions }).Trace(absent[0].Strategy)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Run_TwiceWithTheSameInput_GivesTheSameFigures() => Assert.Equal(
        Sample.Run().Select(result => result.Score.Total.Sums), Sample.Run().Select(result => result.Score.Total.Sums));

    [Fact]
    public void Run_Fallbacks_AreCountedWhereWeightsAreLearned()
    {
        // Without tune rows and earlier windows the first window has nothing to learn from.
        IReadOnlyList<StrategyResult> results = Sample.Run();

        Assert.All(results, result => Assert.Equal(result.Strategy.Ensemble == EnsembleMethod.Mean ? 0 : 1, result.FallbackWindows));
    }

    [Fact]
    public void Trace_AnyStrategy_EndsAtTheEquityThatRunReports()
    {
        foreach (StrategyResult result in Sample.Run())
        {
            EquityCurve curve = Sample.Trace(result.Strategy).Curve;

            Assert.Equal((curve.Equity[^1] / Sample.Options.InitialEquity) - 1, result.Score.Total.Metrics.TotalReturn.Value!.Value, 1e-12);
            Assert.Equal(curve.Trades.Count, result.Score.Total.Metrics.Trades);
            Assert.Equal(curve.Trades.Count(trade => trade.Regime == 2), result.Score.Regimes[2].Metrics.Trades);
            Assert.Equal(curve.Regimes.Count(regime => regime == 2), result.Score.Regimes[2].Metrics.Bars);
        }
    }

    [Fact]
    public void Run_Regimes_AddUpToTheTotal()
    {
        foreach (StrategyResult result in Sample.Run())
        {
            TradingSums total = result.Score.Total.Sums;
            TradingSums[] parts = [.. result.Score.Regimes.Select(line => line.Sums)];

            Assert.Equal(Sample.Predictions.Windows.Sum(window => window.Count), parts.Sum(part => part.Bars));
            Assert.Equal(Sample.Trace(result.Strategy).Curve.Trades.Count, parts.Sum(part => part.Trades));
            Assert.Equal(total.Growth, parts.Aggregate(1.0, (growth, part) => growth * part.Growth), 1e-12);
            Assert.Equal(total.MeanReturn * total.Bars, parts.Sum(part => part.MeanReturn * part.Bars), 1e-12);
            Assert.Equal(total.SquaredLosses, parts.Sum(part => part.SquaredLosses), 1e-12);
            Assert.Equal(total.TradedShare, parts.Sum(part => part.TradedShare), 1e-9);
            Assert.Equal(total.Hits, parts.Sum(part => part.Hits));
        }
    }

    [Fact]
    public void Run_HigherCosts_LowerEveryScoreThatTrades()
    {
        BacktestOptions free = new() { Commission = 0, Slippage = 0 };
        BacktestOptions[] dearer = [free with { Commission = 0.001 }, free with { Spread = 0.002 }, free with { Slippage = 0.001 }];
        IReadOnlyList<StrategyResult> cheap = (Sample with { Options = free }).Run();
        foreach (BacktestOptions options in dearer)
        {
            foreach ((StrategyResult before, StrategyResult after) in cheap.Zip((Sample with { Options = options }).Run()))
            {
                Assert.Equal(before.Score.Total.Metrics.Trades, after.Score.Total.Metrics.Trades);
                if (before.Score.Total.Metrics.Trades == 0) continue;
                Assert.True(after.Score.Total.Sums.Growth < before.Score.Total.Sums.Growth);
            }
        }
    }

    [Fact]
    public void Trace_ThresholdZero_HoldsAPositionWheneverThereIsAForecast()
    {
        StrategyTrace trace = Sample.Trace(InferenceStrategy.Parse("recursive/mean/c0/l50"));

        Assert.Equal(trace.Signals.Select(signal => double.IsNaN(signal) ? 0 : Math.Sign(signal)), trace.Wanted.Select(wanted => (int)wanted));
        // The only member of this method misses some rows.
        Assert.Contains(trace.Signals, double.IsNaN);
    }

    [Fact]
    public void Trace_ThresholdAboveOne_NeverTrades() =>
        Assert.Empty(Sample.Trace(new InferenceStrategy(PredictionMethod.Direct, EnsembleMethod.Mean, 1.0001, 50)).Curve.Trades);

    [Fact]
    public void Trace_HigherThreshold_HoldsASubsetOfThePositions()
    {
        foreach (EnsembleMethod ensemble in Enum.GetValues<EnsembleMethod>())
        {
            IReadOnlyList<sbyte> loose = Sample.Trace(new InferenceStrategy(PredictionMethod.DirectMulti, ensemble, 0.4, 100)).Wanted;
            IReadOnlyList<sbyte> strict = Sample.Trace(new InferenceStrategy(PredictionMethod.DirectMulti, ensemble, 0.6, 100)).Wanted;

            Assert.All(loose.Zip(strict), pair => Assert.True(pair.Second == 0 || pair.Second == pair.First));
            Assert.True(strict.Count(wanted => wanted != 0) < loose.Count(wanted => wanted != 0));
        }
    }

    [Fact]
    public void Trace_WithoutShorts_IsFlatWhereTheForecastFalls()
    {
        Scene longOnly = Sample with { Options = new BacktestOptions { AllowShort = false } };
        InferenceStrategy strategy = InferenceStrategy.Parse("direct/mean/c0.3/l100");

        Assert.Equal(Sample.Trace(strategy).Wanted.Select(wanted => Math.Max((int)wanted, 0)), longOnly.Trace(strategy).Wanted.Select(wanted => (int)wanted));
    }

    [Fact]
    public void Run_Canceled_Stops()
    {
        using CancellationTokenSource source = new();
        source.Cancel();

        Assert.Throws<OperationCanceledException>(
            () => StrategyBacktester.Run(Sample.Bars, Sample.Predictions, Sample.Regimes, StrategyGrid.Default, Sample.Options, source.Token));
    }

    [Fact]
    public void Run_OneMoreStrategy_AllocatesItsResultAndNothingForTheBars()
    {
        (long few, long many) = (Allocated(5), Allocated(45));

        // A result with six lines of figures takes some 3 KB; a buffer of 8 bytes a row would take 2.7 KB more.
        Assert.InRange((many - few) / 40, 1, 4_500);
    }

    private static long Allocated(int thresholds)
    {
        StrategyGrid grid = StrategyGrid.Create(["direct"], ["mean"], [.. Enumerable.Range(0, thresholds).Select(i => i / 100.0)], [50]);
        Sample.Run(grid);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Sample.Run(grid);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
