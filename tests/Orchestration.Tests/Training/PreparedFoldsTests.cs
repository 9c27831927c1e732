using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Orchestration.Training;

namespace ServerlessTraining.Orchestration.Tests.Training;

public sealed class PreparedFoldsTests
{
    private static readonly FoldCase Fold = TrainingScene.Case(TrainingScene.Ridge);

    [Fact]
    public void Of_OtherModelOnTheSameFold_IsTheSame()
    {
        PreparedFolds folds = new(long.MaxValue);

        Assert.Same(Get(folds, Fold), Get(folds, TrainingScene.Case(TrainingScene.LightGbm)));
    }

    [Fact]
    public void Of_OtherBarsFoldHorizonOrFeatures_IsAnother()
    {
        PreparedFolds folds = new(long.MaxValue);
        TrainingConfiguration v2 = TrainingScene.Configuration(TrainingScene.Ridge, featureSystem: "v2");
        BarSeries copy = TrainingScene.ChangedFrom(TrainingScene.Market, TrainingScene.Market.Count, 1);

        PreparedFold[] all =
        [
            Get(folds, Fold),
            Get(folds, TrainingScene.Case(TrainingScene.Ridge, copy)),
            Get(folds, Fold with { Fold = Fold.Plan.Folds[1] }),
            Get(folds, Fold with { Configuration = Fold.Configuration.WithHorizon(1) }),
            Get(folds, Fold with { Configuration = v2 }),
        ];

        Assert.Equal(all.Length, all.Distinct(ReferenceEqualityComparer.Instance).Count());
    }

    [Fact]
    public void Of_MoreThanItsBytes_ForgetsTheOneThatWasNotUsedForLongest()
    {
        FoldCase second = Fold with { Fold = Fold.Plan.Folds[1] };
        FoldCase third = Fold with { Configuration = Fold.Configuration.WithHorizon(1) };
        PreparedFolds folds = new(Get(new PreparedFolds(0), Fold).Bytes + Get(new PreparedFolds(0), second).Bytes);
        PreparedFold first = Get(folds, Fold);
        PreparedFold forgotten = Get(folds, second);
        Assert.Same(first, Get(folds, Fold));

        Get(folds, third);

        Assert.NotSame(forgotten, Get(folds, second));
    }

    [Fact]
    public void Of_NoRoom_KeepsTheLast()
    {
        PreparedFolds folds = new(0);

        Assert.Same(Get(folds, Fold), Get(folds, Fold));
    }

    [Fact]
    public void Of_CannotBePrepared_SaysSoEachTime()
    {
        PreparedFolds folds = new(long.MaxValue);
        BarSeries few = TrainingScene.Market.Slice(0, Fold.Fold.Fit.Blocks[0].Rows.First + 1);
        FoldCase broken = Fold with { Bars = few };

        string first = Assert.ThrowsAny<Exception>(() => Get(folds, broken)).Message;

        Assert.Equal(first, Assert.ThrowsAny<Exception>(() => Get(folds, broken)).Message);
        Assert.NotNull(Get(folds, Fold));
    }

    [Fact]
    public async Task Of_AskedByManyAtOnce_IsPreparedOnce()
    {
        PreparedFolds folds = new(long.MaxValue);
        using Barrier together = new(4);

        PreparedFold[] all = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(
            () =>
            {
                together.SignalAndWait(TestContext.Current.CancellationToken);
                return Get(folds, Fold);
            },
            TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

        Assert.All(all, one => Assert.Same(all[0], one));
    }

    [Theory]
    [InlineData(TrainingScene.Ridge)]
    [InlineData(TrainingScene.LightGbm)]
    [InlineData(TrainingScene.Lstm)]
    public void Run_FoldThatOtherModelsWereTrainedOn_GivesTheBytesOfAFreshOne(string model)
    {
        FoldTraining used = new(TrainingScene.Types, threads: 2);
        foreach (string other in (string[])[TrainingScene.LightGbm, TrainingScene.Lstm, TrainingScene.Ridge]) Train(used, other).Dispose();

        using TrainedFold again = Train(used, model);
        using TrainedFold fresh = TrainingScene.Train(TrainingScene.Case(model));

        Assert.Equal(TrainingScene.ModelText(fresh), TrainingScene.ModelText(again));
        Assert.Equal(TrainingScene.PredictionBytes(fresh), TrainingScene.PredictionBytes(again));
    }

    private static TrainedFold Train(FoldTraining training, string model) => training.Run(TrainingScene.Case(model), new StepLog(), TestContext.Current.CancellationToken);

    private static PreparedFold Get(PreparedFolds folds, FoldCase work) => folds.Of(work, FoldRecipe.Of(work.Configuration, TrainingScene.Types));
}
