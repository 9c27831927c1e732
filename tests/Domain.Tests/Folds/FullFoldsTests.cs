using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Tests.Folds;

public sealed class FullFoldsTests
{
    private static readonly FoldOptions Full = new() { Mode = FoldMode.Full, Horizons = [1], SetFinalSegmentAside = false };

    [Fact]
    public void Plan_Full_ExpandsFrom120DaysAndStepsByTheTest()
    {
        FoldPlan plan = FoldPlanner.Plan(PlainBars.Days(120 + 63, Timeframe.H4), Full);

        Assert.Equal([(0, 120, 141), (0, 141, 162), (0, 162, 183)], plan.Folds.Select(Days));
        Assert.All(plan.Folds, fold => Assert.Equal(fold.Train.End, fold.Test.Interval.Start));
    }

    [Fact]
    public void Plan_PartialLastTest_IsLeftOutAndSaid()
    {
        FoldPlan plan = FoldPlanner.Plan(PlainBars.Days(120 + 40, Timeframe.H4), Full);

        Assert.Equal([(0, 120, 141)], plan.Folds.Select(Days));
        Assert.Contains("not tested     2021-07-20T00:00:00Z to 2021-08-08T00:00:00Z (19 d): shorter than a test of 21 d", plan.Explain());
    }

    [Fact]
    public void Plan_DataAppended_KeepsTheEarlierFolds()
    {
        FoldPlan before = FoldPlanner.Plan(PlainBars.Days(200, Timeframe.H4), Full);
        FoldPlan after = FoldPlanner.Plan(PlainBars.Days(230, Timeframe.H4), Full);

        Assert.Equal(before.Folds.Select(Days), after.Folds.Take(before.Folds.Count).Select(Days));
        Assert.True(after.Folds.Count > before.Folds.Count);
    }

    [Fact]
    public void Plan_Days_LimitTheTrainingAndKeepTheTests()
    {
        FoldPlan plan = FoldPlanner.Plan(PlainBars.Days(183, Timeframe.H4), Full with { Days = 130 });

        Assert.Equal([(0, 120, 141), (11, 141, 162), (32, 162, 183)], plan.Folds.Select(Days));
    }

    [Theory]
    [InlineData(1, new[] { 10 })]
    [InlineData(2, new[] { 0, 10 })]
    [InlineData(3, new[] { 0, 5, 10 })]
    [InlineData(6, new[] { 0, 2, 4, 6, 8, 10 })]
    [InlineData(4, new[] { 0, 3, 7, 10 })]
    public void Plan_MoreThanMaxFolds_ThinsEvenlyAndKeepsTheLast(int most, int[] kept)
    {
        FoldPlan plan = FoldPlanner.Plan(PlainBars.Days(120 + (11 * 21), Timeframe.H4), Full with { MaxFolds = most });

        Assert.Equal(kept.Select(test => (0, 120 + (21 * test), 141 + (21 * test))), plan.Folds.Select(Days));
        Assert.Equal(Enumerable.Range(1, most), plan.Folds.Select(fold => fold.Number));
    }

    [Fact]
    public void Plan_FiveYearsByDefault_Has45Folds() => Assert.Equal(45, FoldPlanner.Plan(PlainBars.Days(1800, Timeframe.H4), Full).Folds.Count);

    [Fact]
    public void Plan_TooShort_SaysWhatThereIsWhatIsNeededAndWhichModeFits()
    {
        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(
            () => FoldPlanner.Plan(PlainBars.Days(400, Timeframe.H1), Full with { MinTrainDays = 400, TestDays = 10 }));

        Assert.Equal(
            "Mode full needs 410 d of bars, but TESTUSDT 1h has 400 d, from 2021-03-01T00:00:00Z to the end of the data 2022-04-05T00:00:00Z. " +
            "Mode quick needs 360 d and would fit.",
            error.Message);
    }

    private static (int TrainStart, int TestStart, int TestEnd) Days(Fold fold) => (Day(fold.Train.Start), Day(fold.Test.Interval.Start), Day(fold.Test.Interval.End));

    private static int Day(DateTimeOffset instant) => (instant - RandomMarket.Start).Days;
}
