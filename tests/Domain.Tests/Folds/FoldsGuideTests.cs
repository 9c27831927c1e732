using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Domain.Tests.Folds;

/// <summary>docs/guides/folds.md shows the quick folds of real bars; what it shows is what the planner says.</summary>
public sealed class FoldsGuideTests
{
    private static readonly FoldOptions Quick = new() { Mode = FoldMode.Quick, Horizons = [1, 3, 5, 10] };

    [Fact]
    public void Guide_RealBars_ShowsWhatThePlannerSays()
    {
        Assert.SkipUnless(ReferenceData.HasShared, ReferenceData.NoShared);

        Assert.Equal(Shown(), FoldPlanner.Plan(RealBars.Read("BTCUSDT_1h_2017-2022"), Quick).Explain(withRows: false));
    }

    /// <summary>The instants depend on the first and the last bar only, so that they can be checked without the bars.</summary>
    [Fact]
    public void Guide_BarsOfTheSameSpan_ShowsTheSameInstants()
    {
        DateTimeOffset first = new(2017, 8, 17, 4, 0, 0, TimeSpan.Zero);
        DateTimeOffset end = new(2022, 10, 11, 10, 0, 0, TimeSpan.Zero);

        Assert.Equal(Shown(), FoldPlanner.Plan(PlainBars.Without(_ => false, Timeframe.H1, first, end, "BTCUSDT"), Quick).Explain(withRows: false));
    }

    private static string[] Shown()
    {
        string[] lines = File.ReadAllLines(Repository.PathOf("docs", "guides", "folds.md"));
        int start = Array.FindIndex(lines, line => line.StartsWith("BTCUSDT 1h, quick", StringComparison.Ordinal));
        return [.. lines[start..].TakeWhile(line => line != "```")];
    }
}
