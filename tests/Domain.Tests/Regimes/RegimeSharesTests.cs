using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Domain.Regimes;

namespace ServerlessTraining.Domain.Tests.Regimes;

public sealed class RegimeSharesTests
{
    private static readonly RegimeLabels Labels = new(["up", "down", "never"], [0, 0, 1, 0, 3, 3, 3, 1]);

    [Fact]
    public void Of_WholeSeries_CountsBarsAndEpisodes() => Assert.Equal(
        [
            new RegimeShare("up", 3, MetricValue.Of(0.375), 2, MetricValue.Of(1.5)),
            new RegimeShare("down", 2, MetricValue.Of(0.25), 2, MetricValue.Of(1)),
            new RegimeShare("never", 0, MetricValue.Of(0), 0, MetricValue.Undefined("no bar has this regime")),
            new RegimeShare("unclassified", 3, MetricValue.Of(0.375), 1, MetricValue.Of(3)),
        ],
        RegimeShares.Of(Labels, ..).Shares);

    [Fact]
    public void Of_Stretch_CutsEpisodesAtItsEnds()
    {
        RegimeShares shares = RegimeShares.Of(Labels, 1..6);

        Assert.Equal(5, shares.Count);
        Assert.Equal([(2, 2), (1, 1), (0, 0), (2, 1)], shares.Shares.Select(share => (share.Count, share.Episodes)));
    }

    [Fact]
    public void TotalVariation_TwoStretches_IsHalfTheSumOfTheDifferences()
    {
        RegimeShares first = RegimeShares.Of(Labels, ..4);
        RegimeShares second = RegimeShares.Of(Labels, 4..);

        // up 0.75 and 0, down 0.25 and 0.25, unclassified 0 and 0.75
        Assert.Equal(MetricValue.Of(0.75), first.TotalVariation(second));
        Assert.Equal(first.TotalVariation(second), second.TotalVariation(first));
        Assert.Equal(MetricValue.Of(0), first.TotalVariation(first));
    }

    [Fact]
    public void TotalVariation_OtherRules_MatchesRegimesByName()
    {
        RegimeShares other = RegimeShares.Of(new RegimeLabels(["down", "sideways"], [0, 1, 2, 2]), ..);

        // up 0.375 and 0, down 0.25 and 0.25, sideways 0 and 0.25, unclassified 0.375 and 0.5
        Assert.Equal(MetricValue.Of(0.375), RegimeShares.Of(Labels, ..).TotalVariation(other));
    }

    [Fact]
    public void Of_NoBars_IsUndefinedWithTheReason()
    {
        RegimeShares empty = RegimeShares.Of(Labels, 3..3);

        Assert.All(empty.Shares, share => Assert.Equal(MetricValue.Undefined("there are no bars in the stretch"), share.Share));
        Assert.Equal(MetricValue.Undefined("there are no bars in the stretch"), empty.TotalVariation(RegimeShares.Of(Labels, ..)));
    }
}
