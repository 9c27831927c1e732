using System.Text.Json;
using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Tests.Folds;

public sealed class CpcvFoldsTests
{
    private static readonly FoldOptions Cpcv = new() { Mode = FoldMode.Cpcv, Horizons = [2], Groups = 6, TestGroups = 2 };

    /// <summary>The rows that train, tune and lie in the purge between the two are together the train rows of the reference.</summary>
    [Fact]
    public void Plan_EquallySpacedBars_TrainsOnTheRowsOfTheReference()
    {
        int checkedSplits = 0;
        foreach (JsonElement example in ReferenceData.Load("purged_cv").GetProperty("combinatorial_purged_cv").GetProperty("cases").EnumerateArray())
        {
            int purge = example.GetProperty("purged").GetInt32();
            int groups = example.GetProperty("n_folds").GetInt32();
            int n = example.GetProperty("n").GetInt32();
            // A horizon is at least one bar; with so few rows a group, tuning would be left without any.
            if (purge == 0 || n / groups < 5) continue;
            BarSeries bars = PlainBars.Days(n, Timeframe.D1);
            FoldOptions options = new()
            {
                Mode = FoldMode.Cpcv,
                Horizons = [purge],
                EntryDelay = 0,
                Groups = groups,
                TestGroups = example.GetProperty("n_test_folds").GetInt32(),
                Embargo = Embargo.OfBars(example.GetProperty("embargo").GetInt32()),
                // Enough for a row to be left of it, and less than a group, so that it lies in one stretch.
                TuneFraction = 0.12,
                SetFinalSegmentAside = false,
            };
            FoldPlan plan = FoldPlanner.Plan(bars, options);
            JsonElement splits = example.GetProperty("splits");
            for (int s = 0; s < plan.Folds.Count; s++)
            {
                Fold fold = plan.Folds[s];
                int[] used = [.. fold.Fit.Rows(), .. fold.Tune.Rows()];
                int[] train = [.. splits[s].GetProperty("train").EnumerateArray().Select(row => row.GetInt32())];
                int cut = (fold.Tune.Interval.Start - RandomMarket.Start).Days;
                // The labels of the last rows need bars that are not there.
                IEnumerable<int> expected = train.Where(row => row < n - purge && (row < cut - purge || row >= cut));

                Assert.Equal(expected, used.Order());
                checkedSplits++;
            }
        }

        Assert.NotEqual(0, checkedSplits);
    }

    [Fact]
    public void Plan_EveryPath_TestsEveryRowOnceByAModelThatNeverSawIt()
    {
        BarSeries bars = PlainBars.Days(400, Timeframe.H4);
        FoldPlan plan = FoldPlanner.Plan(bars, Cpcv);
        int last = bars.RangeOf(new TimeInterval(PlainBars.Day(0), plan.Limit)).End.Value;

        Assert.Equal(15, plan.Folds.Count);
        Assert.Equal(5, plan.Paths.Count);
        Assert.All(plan.Paths, path =>
        {
            FoldBlock[] tested = [.. path.Select((fold, group) => fold.Test.Blocks.Single(block => block.Interval == plan.Groups[group]))];
            Assert.Equal(Enumerable.Range(0, last - plan.PurgeBars), tested.SelectMany(block => Enumerable.Range(block.Rows.First, block.Rows.Count)));
        });
        Assert.Equal(30, plan.Paths.SelectMany(path => path.Select((fold, group) => (fold.Number, group))).Distinct().Count());
    }

    [Fact]
    public void Plan_TimeEmbargo_StandsAfterTheLabelsOfTheTest()
    {
        FoldPlan plan = FoldPlanner.Plan(PlainBars.Days(400, Timeframe.H4), Cpcv with { Embargo = Embargo.OfTime(TimeSpan.FromHours(10)) });
        Fold fold = plan.Folds[0];

        Assert.Equal([plan.Groups[0], plan.Groups[1]], fold.Test.Blocks.Select(block => block.Interval));
        // Ten hours are two bars and a half: the third begins too early.
        Assert.Equal(fold.Test.Blocks[1].Rows.End + 3 + 3, fold.Fit.Blocks[0].Rows.First);
        Assert.True(fold.Test.Blocks[1].LastLabelEnd.AddHours(10) <= fold.Fit.Blocks[0].FirstOpen);
    }

    [Fact]
    public void Plan_FewerBarsThanGroups_IsRefused()
    {
        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => FoldPlanner.Plan(PlainBars.Days(5, Timeframe.D1), Cpcv));

        Assert.Equal(
            "TESTUSDT 1d has 5 bars up to the start of the final segment 2021-03-06T00:00:00Z; 6 groups need at least one each. Append bars or lower groups.",
            error.Message);
    }
}
