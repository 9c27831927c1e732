using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Candles;
using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Orchestration.Candles;
using ServerlessTraining.Orchestration.Tests.Training;
using ServerlessTraining.Orchestration.Training;

namespace ServerlessTraining.Orchestration.Tests.Candles;

public sealed class CandleGroundTests
{
    /// <summary>Features and labels of all bars of the run are made once: a fold must learn from them what it would of its own bars alone.</summary>
    [Fact]
    public void Fit_FoldBeforeTheCandle_SeesWhatItsOwnBarsWouldShowIt()
    {
        CandleConfig config = CandleScene.Config(CandleScene.Market, CandleScene.Options with { Folds = 2 });
        CandleSplit split = CandleSplit.Of(CandleScene.Market, config.CandleDate, config.Options());
        Fold fold = split.Before[0];
        CandleGround ground = new(config, split, TrainingScene.Types, threads: 1);

        using CandleFit fit = ground.Fit(fold, config.Params, progress: null, TestContext.Current.CancellationToken);
        PreparedFold alone = PreparedFold.Of(new FoldCase(split.Known, split.Plan, fold, config.Training(config.Params), (ulong)config.Seed), ground.Recipe);

        Assert.True(alone.Bars.Count < fit.Fold.Bars.Count);
        Assert.Equal(alone.Fit.Rows, fit.Fold.Fit.Rows);
        Assert.Equal(alone.Tune.Rows, fit.Fold.Tune.Rows);
        foreach (RowRange range in (RowRange[])[.. alone.Fit.Rows, .. alone.Tune.Rows])
        {
            Assert.Equal(alone.Features.Rows(range.First..range.End).ToArray(), fit.Fold.Features.Rows(range.First..range.End).ToArray());
            Assert.Equal(Labels(alone)[range.First..range.End], Labels(fit.Fold)[range.First..range.End]);
        }

        static double[] Labels(PreparedFold fold) => fold.Fit.Labels(fold.Labels.Direction).ToArray();
    }
}
