using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Orchestration.Presets.Freshness;
using ServerlessTraining.Orchestration.Tests.Training;

namespace ServerlessTraining.Orchestration.Tests.Presets.Freshness;

public sealed class LaterFoldsTests
{
    private static readonly BarSeries Bars = TrainingScene.Market;
    private static readonly DateTimeOffset From = Bars.CloseTime(2999);

    [Fact]
    public void Plan_OneFold_TestsAllWholeDaysBehind()
    {
        FoldPlan plan = Assert.Single(LaterFolds.Plan(Bars, From, 90, [1, 3], 1, mostFolds: 1));

        Fold fold = Assert.Single(plan.Folds);
        Assert.Equal((From, From.AddDays(83)), (fold.Test.Interval.Start, fold.Test.Interval.End));
        Assert.Equal((From, 90), (fold.Train.End, (fold.Train.End - fold.Train.Start).TotalDays));
        Assert.Null(plan.FinalSegment);
    }

    [Fact]
    public void Plan_SeveralFolds_TestEveryDayOnceAndTrainBefore()
    {
        IReadOnlyList<FoldPlan> plans = LaterFolds.Plan(Bars, From, 90, [1, 3], 1, mostFolds: 12);

        Assert.Equal([30.0, 53.0], plans.Select(plan => plan.Folds[0].Test.Interval.Length.TotalDays));
        Assert.Equal(plans[0].Folds[0].Test.Interval.End, plans[1].Folds[0].Test.Interval.Start);
        Assert.All(plans, plan => Assert.Equal(plan.Folds[0].Test.Interval.Start, plan.Folds[0].Train.End));
        Assert.Equal(plans[0].Folds[0].Test.Blocks[0].Rows.End, plans[1].Folds[0].Test.Blocks[0].Rows.First);
    }

    [Fact]
    public void Plan_FewFolds_TakesLongerSteps()
    {
        IReadOnlyList<FoldPlan> plans = LaterFolds.Plan(Bars, Bars.CloseTime(2199), 90, [1], 1, mostFolds: 2);

        Assert.Equal(116, plans.Sum(plan => plan.Folds[0].Test.Interval.Length.TotalDays));
        Assert.InRange(plans.Count, 1, 2);
    }

    [Fact]
    public void Plan_LessThanADayBehind_SaysSo() => Assert.Equal(
        $"SYNTHUSDT 1h has less than a day of bars behind {TimeInterval.Text(Bars.CloseTime(4980))}. Import newer ones.",
        Assert.Throws<ServerlessTrainingException>(() => LaterFolds.Plan(Bars, Bars.CloseTime(4980), 90, [1], 1, 1)).Message);

    [Theory]
    [InlineData(4999, 0, 0)]
    [InlineData(4990, 9, 0)]
    [InlineData(4000, 999, 41)]
    public void Behind_CountsBarsAndWholeDays(int last, int bars, int days) =>
        Assert.Equal((bars, days), (LaterFolds.BarsBehind(Bars, Bars.CloseTime(last)), LaterFolds.DaysBehind(Bars, Bars.CloseTime(last))));
}
