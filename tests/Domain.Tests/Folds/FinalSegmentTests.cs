using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Tests.Folds;

public sealed class FinalSegmentTests
{
    [Theory]
    [InlineData(2000, 90 * 24)]
    [InlineData(900, 90 * 24)]
    [InlineData(500, 50 * 24)]
    public void Of_Span_IsTheLastTenthAtMost90Days(int days, int hours)
    {
        BarSeries bars = PlainBars.Days(days, Timeframe.H4);

        TimeInterval segment = FinalSegment.Of(bars);

        Assert.Equal(new TimeInterval(PlainBars.Day(days).AddHours(-hours), PlainBars.Day(days)), segment);
    }

    [Fact]
    public void Of_TenthNotInWholeBars_StartsWhereABarDoes() =>
        // A tenth of 25 days is two and a half.
        Assert.Equal(new TimeInterval(PlainBars.Day(23), PlainBars.Day(25)), FinalSegment.Of(PlainBars.Days(25, Timeframe.D1)));
}
