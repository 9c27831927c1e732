using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Tests.Features;

public sealed class FeatureOptionsTests
{
    [Theory]
    [InlineData("1m", "15m 1h")]
    [InlineData("15m", "1h 4h")]
    [InlineData("30m", "1h 4h")]
    [InlineData("45m", "1d 1w")]
    [InlineData("1h", "4h 1d")]
    [InlineData("4h", "1d 1w")]
    [InlineData("1d", "1w")]
    [InlineData("1w", "")]
    public void TimeframesFor_NothingSaid_AreTheNextTwoMultiples(string bars, string expected) =>
        Assert.Equal(expected, string.Join(' ', FeatureOptions.Default.TimeframesFor(Timeframe.Parse(bars))));

    [Fact]
    public void TimeframesFor_AnyOrder_ComeShortestFirst() =>
        Assert.Equal([Timeframe.H4, Timeframe.D1], new FeatureOptions { IndicatorTimeframes = [Timeframe.D1, Timeframe.H4] }.TimeframesFor(Timeframe.H1));

    [Fact]
    public void TimeframesFor_EmptyList_GivesV2WithoutHigherColumns()
    {
        FeatureOptions options = new() { IndicatorTimeframes = [] };

        Assert.Equal(43, FeatureSystems.V2.Compute(RandomMarket.Walk(new SeededRandom(1), 300), options).ColumnCount);
    }

    [Fact]
    public void TimeframesFor_SeveralWrong_ReportsAllAtOnce()
    {
        FeatureOptions options = new() { IndicatorTimeframes = [Timeframe.M15, Timeframe.Parse("45m"), Timeframe.Parse("30m"), Timeframe.D1, Timeframe.D1] };

        Assert.Equal(
            "The indicator timeframes of 30m bars are wrong: 15m is not longer than 30m; 45m is not a multiple of 30m; 30m is not longer than 30m; 1d is there 2 times. " +
            "Each must be longer than 30m, a multiple of it, and there once, as in 1h, 4h, 1d, 1w.",
            Assert.Throws<ServerlessTrainingException>(() => options.TimeframesFor(Timeframe.M30)).Message);
    }

    [Fact]
    public void Compute_WrongTimeframes_IsRefusedByTheSystemThatReadsThem()
    {
        FeatureOptions options = new() { IndicatorTimeframes = [Timeframe.M15] };
        BarSeries bars = RandomMarket.Walk(new SeededRandom(1), 300);

        Assert.Throws<ServerlessTrainingException>(() => FeatureSystems.V2.Compute(bars, options));
        Assert.Equal(300, FeatureSystems.V1.Compute(bars, options).RowCount);
    }
}
