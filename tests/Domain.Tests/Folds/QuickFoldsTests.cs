using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Tests.Folds;

public sealed class QuickFoldsTests
{
    private static readonly FoldOptions Quick = new() { Mode = FoldMode.Quick, Horizons = [1, 3, 10] };

    // 1,000 days: the final segment takes 90, so that month 1 begins on day 550.
    private static readonly FoldPlan Plan = FoldPlanner.Plan(PlainBars.Days(1000, Timeframe.H4), Quick);

    [Fact]
    public void Plan_Quick_HasThreeAverageFoldsAndTwoStalenessFolds()
    {
        (FoldKind, int, int, int, int)[] expected =
        [
            (FoldKind.Average, 550, 730, 730, 790),
            (FoldKind.Average, 610, 790, 790, 850),
            (FoldKind.Average, 670, 850, 850, 910),
            (FoldKind.Staleness, 550, 730, 790, 850),
            (FoldKind.Staleness, 550, 730, 850, 910),
        ];

        Assert.Equal(
            expected,
            Plan.Folds.Select(fold => (fold.Kind, Day(fold.Train.Start), Day(fold.Train.End), Day(fold.Test.Interval.Start), Day(fold.Test.Interval.End))));
        Assert.Equal([1, 2, 3, 4, 5], Plan.Folds.Select(fold => fold.Number));
    }

    [Fact]
    public void Plan_TuneFraction_IsCutFromTheEndOfTheTraining()
    {
        Assert.Equal(new TimeInterval(PlainBars.Day(703), PlainBars.Day(730)), Plan.Folds[0].Tune.Interval);
        Assert.Equal(new TimeInterval(PlainBars.Day(550), PlainBars.Day(703)), Plan.Folds[0].Fit.Interval);
    }

    [Fact]
    public void Plan_NoGaps_PurgesHorizonAndDelayBeforeEachPart()
    {
        Fold fold = Plan.Folds[0];

        // Six bars a day; 11 are purged from fit and tune, none from the test, whose labels may end after it.
        Assert.Equal(new RowRange(550 * 6, (703 * 6) - 11), fold.Fit.Blocks.Single().Rows);
        Assert.Equal(new RowRange(703 * 6, (730 * 6) - 11), fold.Tune.Blocks.Single().Rows);
        Assert.Equal(new RowRange(730 * 6, 790 * 6), fold.Test.Blocks.Single().Rows);
    }

    [Fact]
    public void Plan_LastTest_LeavesRowsOutWhoseLabelsReachTheFinalSegment() =>
        Assert.Equal(new RowRange(850 * 6, (910 * 6) - 11), Plan.Folds[2].Test.Blocks.Single().Rows);

    /// <summary>So that the three are one model, trained once.</summary>
    [Fact]
    public void Plan_StalenessFolds_TrainOnTheRowsOfTheFirstFold()
    {
        FoldPlan plan = FoldPlanner.Plan(PlainBars.Days(1000, Timeframe.H4), Quick with { Embargo = Embargo.OfBars(5) });

        Assert.All([plan.Folds[3], plan.Folds[4]], fold =>
        {
            Assert.Equal(plan.Folds[0].Fit.Blocks, fold.Fit.Blocks);
            Assert.Equal(plan.Folds[0].Tune.Blocks, fold.Tune.Blocks);
        });
    }

    [Fact]
    public void Plan_FewerDays_MovesTheStartAndKeepsTheEnd()
    {
        FoldPlan plan = FoldPlanner.Plan(PlainBars.Days(1000, Timeframe.H4), Quick with { Days = 60 });

        Assert.Equal([(670, 730), (730, 790), (790, 850), (670, 730), (670, 730)], plan.Folds.Select(fold => (Day(fold.Train.Start), Day(fold.Train.End))));
        Assert.Equal(Plan.Folds.Select(fold => fold.Test.Interval), plan.Folds.Select(fold => fold.Test.Interval));
    }

    [Fact]
    public void Plan_MoreDaysThanSixMonths_KeepsSixMonths() =>
        Assert.Equal(Plan.Key, FoldPlanner.Plan(PlainBars.Days(1000, Timeframe.H4), Quick with { Days = 400 }).Key);

    [Fact]
    public void Plan_ShorterTests_BeginWhereTheLongOnesDo()
    {
        FoldPlan plan = FoldPlanner.Plan(PlainBars.Days(1000, Timeframe.H4), Quick with { TestDays = 30 });

        Assert.Equal([(730, 760), (790, 820), (850, 880), (790, 820), (850, 880)], plan.Folds.Select(fold => (Day(fold.Test.Interval.Start), Day(fold.Test.Interval.End))));
    }

    [Fact]
    public void Plan_FinalSegmentOff_EndsAtTheEndOfTheData()
    {
        FoldPlan plan = FoldPlanner.Plan(PlainBars.Days(1000, Timeframe.H4), Quick with { SetFinalSegmentAside = false });

        Assert.Null(plan.FinalSegment);
        Assert.Equal(1000, Day(plan.Folds[^1].Test.Interval.End));
    }

    [Fact]
    public void Plan_TooShort_SaysWhatThereIsWhatIsNeededAndWhichModeFits()
    {
        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => FoldPlanner.Plan(PlainBars.Days(300, Timeframe.H1), Quick));

        Assert.Equal(
            "Mode quick needs 360 d of bars, but TESTUSDT 1h has 270 d, from 2021-03-01T00:00:00Z to the start of the final segment 2021-11-26T00:00:00Z. " +
            "Mode full needs 141 d and would fit.",
            error.Message);
    }

    [Fact]
    public void Plan_TooShortForAnyWindow_SaysWhatIsLeft()
    {
        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(
            () => FoldPlanner.Plan(PlainBars.Days(100, Timeframe.H1), Quick with { SetFinalSegmentAside = false }));

        Assert.Equal(
            "Mode quick needs 360 d of bars, but TESTUSDT 1h has 100 d, from 2021-03-01T00:00:00Z to the end of the data 2021-06-09T00:00:00Z. " +
            "Mode full needs 141 d; mode cpcv takes any length, and mode single with a smaller min_train_days and test_days what is there.",
            error.Message);
    }

    [Fact]
    public void Plan_FewerDaysNeedLess_FitsShorterData()
    {
        FoldOptions options = Quick with { SetFinalSegmentAside = false, Days = 60 };

        Assert.Equal(5, FoldPlanner.Plan(PlainBars.Days(240, Timeframe.H1), options).Folds.Count);
        Assert.Throws<ServerlessTrainingException>(() => FoldPlanner.Plan(PlainBars.Days(239, Timeframe.H1), options));
    }

    [Fact]
    public void Plan_PartWithoutBars_NamesThePartAndThePurge()
    {
        BarSeries bars = PlainBars.Without(time => time >= PlainBars.Day(704) && time < PlainBars.Day(730), Timeframe.H4, PlainBars.Day(0), PlainBars.Day(1000));

        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => FoldPlanner.Plan(bars, Quick));

        Assert.Equal(
            "Fold 1 of TESTUSDT 4h has no usable row in its tune part [2023-02-02T00:00:00Z, 2023-03-01T00:00:00Z): 6 bars lie in it, " +
            "and the purge of 11 bars (longest horizon 10 + entry delay 1) leaves none. Use shorter horizons, longer windows or a finer timeframe, or fill the gap in the bars.",
            error.Message);
    }

    [Fact]
    public void Plan_GapBeforeTheTest_PurgesBarsThatAreThere()
    {
        BarSeries bars = PlainBars.Without(time => time >= PlainBars.Day(725) && time < PlainBars.Day(735), Timeframe.H4, PlainBars.Day(0), PlainBars.Day(1000));

        Fold fold = FoldPlanner.Plan(bars, Quick).Folds[0];

        Assert.Equal((725 * 6) - 11, fold.Tune.Blocks[0].Rows.End);
        Assert.Equal(PlainBars.Day(725), fold.Tune.Blocks[0].LastLabelEnd);
        Assert.Equal(PlainBars.Day(735), fold.Test.Blocks[0].FirstOpen);
    }

    [Theory]
    [InlineData("6 bars", 6)]
    [InlineData("36h", 9)]
    public void Plan_Embargo_StandsBeforeTheTestOnTopOfThePurge(string embargo, int bars)
    {
        Fold fold = FoldPlanner.Plan(PlainBars.Days(1000, Timeframe.H4), Quick with { Embargo = Embargo.Parse(embargo) }).Folds[0];

        Assert.Equal((703 * 6) - 11, fold.Fit.Blocks[0].Rows.End);
        Assert.Equal((730 * 6) - 11 - bars, fold.Tune.Blocks[0].Rows.End);
        Assert.Equal(Plan.Folds[0].Test.Blocks, fold.Test.Blocks);
    }

    private static int Day(DateTimeOffset instant) => (instant - RandomMarket.Start).Days;
}
