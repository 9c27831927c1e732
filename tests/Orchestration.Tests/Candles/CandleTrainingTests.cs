using System.Text.Json;
using ServerlessTraining.Domain.Candles;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Orchestration.Candles;
using ServerlessTraining.Orchestration.Tests.Training;

namespace ServerlessTraining.Orchestration.Tests.Candles;

public sealed class CandleTrainingTests
{
    private const int Digits = 9;

    [Fact]
    public void Run_Twice_GivesTheSameBytes()
    {
        using TrainedCandle first = CandleScene.Train();
        using TrainedCandle second = CandleScene.Train();

        Assert.Equal(CandleScene.ModelText(first), CandleScene.ModelText(second));
        Assert.Equal(first.Predictions, second.Predictions);
        Assert.Equal(Json(first.Results), Json(second.Results));
    }

    [Fact]
    public void Run_Figures_AreThoseOfTheStoredPredictions()
    {
        using TrainedCandle trained = CandleScene.Train(options: CandleScene.Options with { Windows = 3, Folds = 0 });

        IReadOnlyList<CandleScene.Line> rows = CandleScene.Lines(trained.Predictions);
        CandleResults results = trained.Results;
        AssertFigures(rows, "fit", results.TrainMetrics);
        AssertFigures(rows, "tune", results.TuneMetrics);
        AssertFigures(rows, "test", results.TestMetrics);
        Assert.Equal(3, results.Windows.Count);
        Assert.All(results.Windows, window => AssertFigures([.. rows.Where(row => row.Window == window.Number)], "test", window.Metrics));
        Assert.Equal(Recomputed.BestF1([.. rows.Where(row => row.Part == "tune")]), results.Threshold.TuneF1!.Value, Digits);
        Assert.Equal(Recomputed.BestF1([.. rows.Where(row => row.Part == "fit")]), results.Threshold.TrainF1!.Value, Digits);
        Assert.All(rows, row => Assert.Equal(row.Probability >= results.Threshold.Used ? 1 : 0, row.Prediction));
    }

    [Fact]
    public void Run_Labels_AreTheDirectionOfTheNextBarThatCanBeTraded()
    {
        using TrainedCandle trained = CandleScene.Train();
        BarSeries bars = CandleScene.Market;

        Assert.All(CandleScene.Lines(trained.Predictions), row =>
        {
            int bar = bars.IndexAtOrAfter(row.Timestamp);
            Assert.Equal((bars.Open[bar + 2] / bars.Open[bar + 1]) - 1, row.Return, Digits);
            Assert.Equal(bars.Open[bar + 2] > bars.Open[bar + 1] ? 1 : 0, row.Label);
        });
    }

    [Fact]
    public void Run_Baselines_AreThoseOfTheBarsOfTheTest()
    {
        using TrainedCandle trained = CandleScene.Train();
        BarSeries bars = CandleScene.Market;
        CandleScene.Line[] test = [.. CandleScene.Lines(trained.Predictions).Where(row => row.Part == "test")];
        int first = bars.IndexAtOrAfter(test[0].Timestamp);

        CandleBaselines baselines = trained.Results.Baselines;

        Assert.Equal((bars.Open[first + test.Length + 1] / bars.Open[first + 1]) - 1, baselines.BuyAndHoldReturn, Digits);
        Assert.Equal(test.Where(row => row.Prediction == 1).Aggregate(1.0, (value, row) => value * (1 + row.Return)) - 1, baselines.ModelReturn, Digits);
        bool[] rose = [.. test.Select((_, i) => bars.Close[first + i] > bars.Close[first + i - 1])];
        Assert.Equal(test.Zip(rose).Count(pair => pair.Second == (pair.First.Label == 1)) / (double)test.Length, baselines.NaiveAccuracy!.Value, Digits);
        Assert.Equal(test.Zip(rose).Where(pair => pair.Second).Aggregate(1.0, (value, pair) => value * (1 + pair.First.Return)) - 1, baselines.NaiveReturn, Digits);
    }

    [Fact]
    public void Run_MarketWithASignal_LearnsIt()
    {
        using TrainedCandle trained = CandleScene.Train();

        Assert.InRange(trained.Results.TestMetrics["roc_auc"]!.Value, 0.6, 1);
        Assert.InRange(trained.Results.Iterations, 2, 4000);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(3, 0)]
    [InlineData(2, 10)]
    public void Run_FutureMultipliedByAMillion_ChangesNothingThatTrainingMayKnow(int folds, int optimizeSeconds)
    {
        CandleOptions options = CandleScene.Options with { Folds = folds, OptimizeSeconds = optimizeSeconds };
        BarSeries changed = TrainingScene.ChangedFrom(CandleScene.Market, CandleScene.Candle + 1, 1e6);

        using TrainedCandle before = CandleScene.Train(options: options, clock: new TickingClock(TimeSpan.FromSeconds(0.02)));
        using TrainedCandle after = CandleScene.Train(changed, options, clock: new TickingClock(TimeSpan.FromSeconds(0.02)));

        Assert.Equal(CandleScene.ModelText(before), CandleScene.ModelText(after));
        Assert.Equal(Json(Known(before.Results)), Json(Known(after.Results)));
        Assert.NotEqual(before.Results.DataFingerprint, after.Results.DataFingerprint);
        CandleScene.Line[] training = [.. CandleScene.Lines(before.Predictions).Where(row => row.Part != "test")];
        Assert.Equal<CandleScene.Line>(training, CandleScene.Lines(after.Predictions).Where(row => row.Part != "test"));
    }

    [Fact]
    public void Run_PastMultipliedByAMillion_IsNoticed()
    {
        BarSeries changed = TrainingScene.ChangedFrom(CandleScene.Market, CandleScene.Candle - 5, 1e6);

        using TrainedCandle before = CandleScene.Train();
        using TrainedCandle after = CandleScene.Train(changed);

        Assert.NotEqual(Json(before.Results.TuneMetrics), Json(after.Results.TuneMetrics));
    }

    [Fact]
    public void Run_FoldsBefore_GiveTheSpreadOfTheirFigures()
    {
        using TrainedCandle trained = CandleScene.Train(options: CandleScene.Options with { Folds = 4 });

        CandleStability stability = trained.Results.Stability!;
        double[] values = [.. stability.Folds.Select(fold => fold.Metrics["roc_auc"]!.Value)];
        CandleSpread spread = stability.Spread["roc_auc"];
        Assert.Equal(4, spread.Count);
        Assert.Equal(values.Average(), spread.Mean, Digits);
        Assert.Equal(Math.Sqrt(values.Sum(value => Math.Pow(value - values.Average(), 2)) / 3), spread.Deviation!.Value, Digits);
        Assert.Equal((values.Min(), values.Max()), (spread.Least, spread.Most));
        Assert.All(stability.Folds, fold => Assert.InRange(fold.Last, fold.First, CandleScene.Market.OpenTime(CandleScene.Candle)));
    }

    [Fact]
    public void Run_WithASearch_TakesTheParamsThatDidBestAndSaysHowManyItTried()
    {
        StepLog log = new();

        using TrainedCandle trained = CandleScene.Train(
            options: CandleScene.Options with { OptimizeSeconds = 10 }, progress: log, clock: new TickingClock(TimeSpan.FromSeconds(0.02)));

        CandleSearchResult search = trained.Results.Search!;
        Assert.InRange(search.Trials, 2, 10_000);
        Assert.True(search.Auc >= search.OwnAuc);
        Assert.Equal(search.Chosen, trained.Results.Params);
        Assert.Equal(CandleScene.Options.Params, search.Own);
        Assert.Equal(log.Steps.Order(), log.Steps);
        Assert.True(log.Steps.Distinct().Count() > 10);
    }

    [Fact]
    public void Run_Splits_SayRowsDatesAndClasses()
    {
        using TrainedCandle trained = CandleScene.Train(options: CandleScene.Options with { Windows = 2 });

        IReadOnlyList<CandleScene.Line> rows = CandleScene.Lines(trained.Predictions);
        Assert.Equal(["fit 0", "tune 0", "test 1", "test 2"], trained.Results.Splits.Select(part => $"{part.Part} {part.Window}"));
        Assert.All(trained.Results.Splits, part =>
        {
            CandleScene.Line[] of = [.. rows.Where(row => row.Part == part.Part && row.Window == part.Window)];
            Assert.Equal((of.Length, of[0].Timestamp, of[^1].Timestamp), (part.Rows, part.First, part.Last));
            Assert.Equal((of.Count(row => row.Label == 1), of.Average(row => row.Label)), (part.Up, part.UpShare!.Value));
        });
        Assert.Equal(730, trained.Results.Splits[0].Bars + trained.Results.Splits[1].Bars);
    }

    [Fact]
    public void Run_Cancelled_Stops()
    {
        using CancellationTokenSource stop = new();
        int steps = 0;
        StepLog log = new(_ =>
        {
            if (++steps == 5) stop.Cancel();
        });

        Assert.ThrowsAny<OperationCanceledException>(() => CandleScene.Train(progress: log, cancellation: stop.Token));

        Assert.InRange(log.Steps.Count, 5, 7);
    }

    [Theory]
    [InlineData("poc16+ma5")]
    [InlineData("v1")]
    [InlineData("v2")]
    public void Run_FeatureSet_IsThatOfTheResults(string featureSet)
    {
        using TrainedCandle trained = CandleScene.Train(options: CandleScene.Options with { FeatureSet = featureSet, TrainYears = 1 });

        Assert.Equal(trained.Recipe.FeatureSystem.FeatureNames(Timeframe.D1, trained.Recipe.FeatureOptions), trained.Results.FeatureNames);
        Assert.Equal(featureSet, trained.Recipe.FeatureSystem.Name);
    }

    private static CandleResults Known(CandleResults results) => results with
    {
        TestMetrics = results.TrainMetrics,
        Windows = [],
        Baselines = new CandleBaselines(null, null, null, 0, 0, 0),
        Splits = [.. results.Splits.Where(part => part.Part != "test")],
        DataFingerprint = "",
        Notes = [],
    };

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, ApiJson.Options);

    private static void AssertFigures(IReadOnlyList<CandleScene.Line> all, string part, IReadOnlyDictionary<string, double?> figures)
    {
        Dictionary<string, double> recomputed = Recomputed.Of([.. all.Where(row => row.Part == part)]);
        Assert.Equal(recomputed.Keys.Append("calibration_error").Order(), figures.Keys.Order());
        Assert.All(recomputed, figure =>
        {
            // What divides by zero there is a figure that cannot be computed, and has a note.
            if (double.IsNaN(figure.Value)) Assert.Null(figures[figure.Key]);
            else Assert.Equal(figure.Value, figures[figure.Key]!.Value, Digits);
        });
    }
}
