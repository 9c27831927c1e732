using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Labels;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Tests.Folds;

public sealed class FoldPlanTests
{
    private static readonly BarSeries Bars = PlainBars.Days(1000, Timeframe.H4);
    private static readonly FoldOptions Quick = new() { Mode = FoldMode.Quick, Horizons = [1, 10] };

    public static TheoryData<string, FoldOptions> Changes => new()
    {
        { "mode", Quick with { Mode = FoldMode.Full } },
        { "horizons", Quick with { Horizons = [2, 10] } },
        { "entry_delay", Quick with { EntryDelay = 0 } },
        { "embargo", Quick with { Embargo = Embargo.OfBars(1) } },
        { "days", Quick with { Days = 90 } },
        { "tune_fraction", Quick with { TuneFraction = 0.2 } },
        { "test_days", Quick with { TestDays = 59 } },
        { "final segment", Quick with { SetFinalSegmentAside = false } },
    };

    [Theory]
    [MemberData(nameof(Changes), DisableDiscoveryEnumeration = true)]
    public void Key_OptionThatMovesAFoldChanges_IsAnother(string option, FoldOptions changed)
    {
        Assert.NotEmpty(option);
        Assert.NotEqual(FoldPlanner.Plan(Bars, Quick).Key, FoldPlanner.Plan(Bars, changed).Key);
    }

    [Fact]
    public void Key_SamePlan_IsTheSameHash()
    {
        string key = FoldPlanner.Plan(Bars, Quick).Key;

        Assert.Equal(key, FoldPlanner.Plan(PlainBars.Days(1000, Timeframe.H4), Quick with { Horizons = [10, 1, 10], MaxFolds = 7 }).Key);
        Assert.Matches("^[0-9a-f]{64}$", key);
    }

    /// <summary>Recorded: results of earlier versions are found by it.</summary>
    [Fact]
    public void Key_OfThisVersion_StaysWhatItWas() =>
        Assert.Equal("990e58d7ae90bef0b5b32ea5b3346edcb416651adbfca546fabdacc6ccade88a", FoldPlanner.Plan(Bars, Quick).Key);

    [Fact]
    public void Plan_NoBars_IsRefused()
    {
        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => FoldPlanner.Plan(PlainBars.Of(Timeframe.H1, []), Quick));

        Assert.Equal("The series TESTUSDT 1h has no bars, so it spans no time.", error.Message);
    }

    [Fact]
    public void EnsureCovers_LabelsReachFurther_SaysHowFar()
    {
        FoldPlan plan = FoldPlanner.Plan(Bars, Quick);
        plan.EnsureCovers(ReturnLabels.Compute(Bars, new LabelOptions { Horizon = 10 }));
        LabelSet tooLong = ReturnLabels.Compute(Bars, new LabelOptions { Horizon = 11 });

        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => plan.EnsureCovers(tooLong));

        Assert.Equal(
            "A label looks 12 bars past its row, but the folds are purged for 11 (longest horizon 10 + entry delay 1). Plan the folds with the longest horizon of the labels.",
            error.Message);
    }

    [Fact]
    public void Explain_Cpcv_GivesGroupsAndAFoldALine()
    {
        FoldOptions options = new() { Mode = FoldMode.Cpcv, Horizons = [1], Groups = 3, TestGroups = 2, SetFinalSegmentAside = false, Embargo = Embargo.Parse("1d") };

        FoldPlan plan = FoldPlanner.Plan(PlainBars.Days(30, Timeframe.H4), options);

        Assert.Equal(
            [
                "TESTUSDT 4h, cpcv: 3 folds; all times UTC, ends exclusive",
                "data           2021-03-01T00:00:00Z to 2021-03-31T00:00:00Z (30 d)",
                "final segment  not set aside",
                "purge          2 bars (longest horizon 1 + entry delay 1), at least 8 h",
                "embargo        1d, after each test group",
                "",
                "group  1  2021-03-01T00:00:00Z to 2021-03-11T00:00:00Z",
                "group  2  2021-03-11T00:00:00Z to 2021-03-21T00:00:00Z",
                "group  3  2021-03-21T00:00:00Z to 2021-03-31T00:00:00Z",
                "",
                "fold  test groups               tune from             tune to                fit rows  tune rows  test rows",
                "   1  1+2                       2021-03-29T12:00:00Z  2021-03-31T00:00:00Z         41          7        120",
                "   2  1+3                       2021-03-19T12:00:00Z  2021-03-21T00:00:00Z         41          7        118",
                "   3  2+3                       2021-03-09T12:00:00Z  2021-03-11T00:00:00Z         49          7        118",
                "",
                "average        of 2 paths, each through every group once; fit is every group that is not tested, less purge, embargo and tune",
                $"key            {plan.Key}",
            ],
            plan.Explain());
    }
}
