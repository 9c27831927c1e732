using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Gates;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Domain.Inference;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Orchestration.Training;

namespace ServerlessTraining.Orchestration.Tests.Training;

public sealed class FoldTrainingTests
{
    [Theory]
    [InlineData(TrainingScene.Ridge)]
    [InlineData(TrainingScene.LightGbm)]
    [InlineData(TrainingScene.Lstm)]
    public void Run_SameCaseAgain_GivesTheSameBytes(string model)
    {
        using TrainedFold first = TrainingScene.Train(TrainingScene.Case(model));
        using TrainedFold second = TrainingScene.Train(TrainingScene.Case(model));

        Assert.Equal(TrainingScene.ModelText(first), TrainingScene.ModelText(second));
        Assert.Equal(TrainingScene.PredictionBytes(first), TrainingScene.PredictionBytes(second));
        Assert.Equal(first.Metrics, second.Metrics);
    }

    [Fact]
    public void Run_OtherSeed_ReachesTheModel()
    {
        using TrainedFold first = TrainingScene.Train(TrainingScene.Case(TrainingScene.Lstm, seed: 1));
        using TrainedFold second = TrainingScene.Train(TrainingScene.Case(TrainingScene.Lstm, seed: 2));

        Assert.NotEqual(TrainingScene.ModelText(first), TrainingScene.ModelText(second));
    }

    [Theory]
    [InlineData(TrainingScene.Ridge)]
    [InlineData(TrainingScene.LightGbm)]
    public void Run_PlantedSignal_BeatsWhatNeedsNoModel(string model)
    {
        using TrainedFold trained = TrainingScene.Train(TrainingScene.Case(model));

        Assert.True(trained.Metrics["accuracy"] > trained.Metrics["majority_accuracy"]);
        Assert.True(trained.Metrics["accuracy"] > trained.Metrics["naive_accuracy"]);
        Assert.True(trained.Metrics["roc_auc"] > 0.55);
        Assert.True(trained.Metrics["rmse"] < trained.Metrics["no_change_rmse"]);
    }

    [Fact]
    public void Run_AnyFold_HasTheFiguresThatGatesAskFor()
    {
        using TrainedFold trained = TrainingScene.Train(TrainingScene.Case(TrainingScene.Ridge));

        Assert.Subset(trained.Metrics.Keys.ToHashSet(), new HashSet<string> { GateCriteria.Recall, GateCriteria.Accuracy, GateCriteria.RocAuc, GateCriteria.F1 });
    }

    [Theory]
    [InlineData(TrainingScene.Ridge)]
    [InlineData(TrainingScene.Lstm)]
    public void Run_BarsBehindTheFoldChanged_ChangesNothing(string model)
    {
        FoldCase work = TrainingScene.Case(model);
        FoldCase changed = TrainingScene.Case(model, TrainingScene.ChangedFrom(work.Bars, work.KnownBars().Count, 1e6));
        using TrainedFold first = TrainingScene.Train(work);
        using TrainedFold second = TrainingScene.Train(changed);

        Assert.Equal(TrainingScene.ModelText(first), TrainingScene.ModelText(second));
        Assert.Equal(TrainingScene.PredictionBytes(first), TrainingScene.PredictionBytes(second));
        Assert.Equal(first.Metrics, second.Metrics);
    }

    [Theory]
    [InlineData(TrainingScene.Ridge)]
    [InlineData(TrainingScene.LightGbm)]
    [InlineData(TrainingScene.Lstm)]
    public void Run_ReportPartChanged_ChangesNeitherModelNorTunePredictions(string model)
    {
        FoldCase work = TrainingScene.Case(model);
        FoldCase changed = TrainingScene.Case(model, TrainingScene.ChangedFrom(work.Bars, work.Fold.Test.Blocks[0].Rows.First, 1e6));
        using TrainedFold first = TrainingScene.Train(work);
        using TrainedFold second = TrainingScene.Train(changed);

        Assert.Equal(TrainingScene.ModelText(first), TrainingScene.ModelText(second));
        Assert.Equal(first.Scaler.Center, second.Scaler.Center);
        Assert.Equal(first.Predictions.Blocks[0].ProbabilityUp, second.Predictions.Blocks[0].ProbabilityUp);
        Assert.NotEqual(first.Predictions.Blocks[1].ProbabilityUp, second.Predictions.Blocks[1].ProbabilityUp);
    }

    [Fact]
    public void Run_TunePartChanged_LeavesTheScalerAsItWas()
    {
        FoldCase work = TrainingScene.Case(TrainingScene.Ridge);
        FoldCase changed = TrainingScene.Case(TrainingScene.Ridge, TrainingScene.ChangedFrom(work.Bars, work.Fold.Tune.Blocks[0].Rows.First, 1.5));
        using TrainedFold first = TrainingScene.Train(work);
        using TrainedFold second = TrainingScene.Train(changed);

        Assert.Equal(first.Scaler.Center, second.Scaler.Center);
        Assert.Equal(first.Scaler.Scale, second.Scaler.Scale);
    }

    [Fact]
    public void Run_EveryRowOfTuneAndTest_HasAForecast()
    {
        FoldCase work = TrainingScene.Case(TrainingScene.Lstm);
        using TrainedFold trained = TrainingScene.Train(work);

        Assert.Equal([FoldPartKind.Tune, FoldPartKind.Test], trained.Predictions.Blocks.Select(block => block.Part));
        Assert.Equal([work.Fold.Tune.RowCount, work.Fold.Test.RowCount], trained.Predictions.Blocks.Select(block => block.Count));
        Assert.All(trained.Predictions.Blocks, block => Assert.DoesNotContain(block.ProbabilityUp.Concat(block.ExpectedReturn), double.IsNaN));
    }

    [Fact]
    public void Run_FoldOfSeveralTestBlocks_GivesAPredictionSet()
    {
        FoldPlan plan = FoldPlanner.Plan(TrainingScene.Market, new FoldOptions { Mode = FoldMode.Cpcv, Horizons = [3], Groups = 4, TestGroups = 2 });
        Fold fold = plan.Folds.First(fold => fold.Test.Blocks.Count == 2 && fold.Fit.Blocks.Count == 2);
        using TrainedFold trained = TrainingScene.Train(new FoldCase(TrainingScene.Market, plan, fold, TrainingScene.Configuration(TrainingScene.Ridge), 1));

        MethodPredictions absent = MethodPredictions.Absent("not of this test");
        MethodPredictions direct = MethodPredictions.Of(trained.Predictions.Member("fold", "model"));
        PredictionSet set = new(3, trained.Predictions.Windows(TrainingScene.Market, "fold"), direct, absent, absent);

        Assert.Equal(fold.Test.Blocks.Select(block => block.Rows.First), set.Windows.Select(window => window.FirstBar));
        Assert.Equal(fold.Test.RowCount, set.Windows.Sum(window => window.Count));
    }

    [Fact]
    public void KnownBars_OfAFold_EndWhereItsLastLabelDoes()
    {
        FoldCase work = TrainingScene.Case(TrainingScene.Ridge);

        Assert.Equal(work.Fold.Receipt.LastTestLabelEnd, work.KnownBars().Span.End);
    }

    [Fact]
    public void Run_FitBeginsInTheWarmUp_NotesTheRowsLeftOut()
    {
        FoldCase work = TrainingScene.Case(TrainingScene.Ridge);
        using TrainedFold trained = TrainingScene.Train(work);

        Assert.Contains($"223 of {work.Fold.Fit.RowCount} rows of fit were left out: they lie in the warm-up of 223 bars of v1.", trained.Notes);
    }

    [Fact]
    public void Run_Steps_RiseToTheEndOfTheTraining()
    {
        StepLog log = new();
        using TrainedFold trained = TrainingScene.Train(TrainingScene.Case(TrainingScene.LightGbm), log);

        Assert.Equal(log.Steps.Order(), log.Steps);
        Assert.Equal(0.95, log.Steps[^1], 12);
    }

    [Theory]
    [InlineData(TrainingScene.LightGbm)]
    [InlineData(TrainingScene.Lstm)]
    public void Run_CancelledWhileTraining_EndsWithinAStep(string model)
    {
        using CancellationTokenSource stop = new();
        StepLog log = new(step =>
        {
            if (step > 0.05) stop.Cancel();
        });

        Assert.ThrowsAny<OperationCanceledException>(() => TrainingScene.Train(TrainingScene.Case(model), log, stop.Token));
        Assert.Equal(2, log.Steps.Count);
    }

    [Fact]
    public void Run_NamesThatNobodyKnows_TellsAllOfThem()
    {
        FoldCase work = TrainingScene.Case(TrainingScene.Ridge);
        TrainingConfiguration unknown = new("forest", "log", "v9", [], work.Configuration.Symbol, work.Configuration.Timeframe, 365, 3, HyperParameters.None);

        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => TrainingScene.Train(work with { Configuration = unknown }));

        Assert.StartsWith(
            "The configuration cannot be trained by this program. 'forest' is not a model type. The model types are random_forest, ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("'v9' is not a feature system. The feature systems are poc16, poc16+ma5, v1, v2.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_UnknownEncoderWhereOneIsRead_IsNamed()
    {
        FoldCase work = TrainingScene.Case(TrainingScene.Ridge);
        TrainingConfiguration unknown = new("ridge", "log", "poc16", [], work.Configuration.Symbol, work.Configuration.Timeframe, 365, 3, HyperParameters.None);

        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => TrainingScene.Train(work with { Configuration = unknown }));

        Assert.Contains("'log' is not a feature encoder. The feature encoders are time_delta, absolute, normalized.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_FitWithinTheWarmUp_IsRefusedByName()
    {
        BarSeries bars = TrainingScene.Market;
        FoldOptions early = new() { Mode = FoldMode.Single, Horizons = [3], MinTrainDays = 5, TestDays = 20, Candle = bars.OpenTime(7 * 24) };
        FoldPlan plan = FoldPlanner.Plan(bars, early);

        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() =>
            TrainingScene.Train(new FoldCase(bars, plan, plan.Folds[0], TrainingScene.Configuration(TrainingScene.Ridge), 1)));

        int rows = plan.Folds[0].Fit.RowCount;
        Assert.Equal(
            $"Fold 1 of SYNTHUSDT 1h has no usable row in its fit part: its {rows} rows end at row {rows - 1} of the series, and v1 needs 223 bars before its first row. "
            + "Import older bars, or train more days.",
            error.Message);
    }

    [Fact]
    public void Run_PricesThatOnlyRise_IsRefusedForWantOfASecondClass()
    {
        BarSeries market = TrainingScene.Market;
        double[] prices = [.. Enumerable.Range(0, market.Count).Select(i => 100 + (0.01 * i))];
        BarSeries rising = BarSeries.Create(
            market.Symbol, market.Timeframe, market.Calendar,
            new BarColumns(market.OpenTicks.ToArray(), [.. prices], [.. prices], [.. prices], [.. prices], market.Volume.ToArray()));

        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => TrainingScene.Train(TrainingScene.Case(TrainingScene.Ridge, rising)));

        Assert.Contains("all labels of direction_h3 in fit are 1; two classes are needed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_HorizonThatThePlanWasNotPurgedFor_IsRefused()
    {
        FoldCase work = TrainingScene.Case(TrainingScene.Ridge);

        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() =>
            TrainingScene.Train(work with { Configuration = work.Configuration.WithHorizon(4) }));

        Assert.StartsWith("A label looks 5 bars past its row, but the folds are purged for 4 ", error.Message, StringComparison.Ordinal);
    }
}
