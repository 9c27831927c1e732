using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Tests.Market;

public sealed class HigherTimeframeTests
{
    [Fact]
    public void LastCompleted_EachSourceBar_IsTheBarThatWasOverAtItsClose()
    {
        BarSeries bars = TestBars.At(Timeframe.H1, MarketCalendar.Crypto, Enumerable.Range(0, 10).Select(hour => TestBars.Utc("2021-03-01T00:00:00Z").AddHours(hour)));

        HigherTimeframe higher = HigherTimeframe.Of(bars, Timeframe.H4);

        Assert.Equal([-1, -1, -1, 0, 0, 0, 0, 1, 1, 1], higher.LastCompleted.ToArray());
        Assert.Equal(2, higher.Bars.Count);
    }

    [Fact]
    public void LastCompleted_SessionEndsBeforeTheDay_WaitsForTheNextBar()
    {
        // Sessions end at 21:00, the day's bar at midnight: only the next morning's first close is later than that.
        BarSeries bars = TestBars.At(
            Timeframe.H1, MarketCalendar.Equities, ["2019-01-10T19:00:00Z", "2019-01-10T20:00:00Z", "2019-01-11T14:00:00Z", "2019-01-11T15:00:00Z", "2019-01-14T14:00:00Z"]);

        HigherTimeframe higher = HigherTimeframe.Of(bars, Timeframe.D1);

        // The tenth began before the series.
        Assert.Equal([-1, -1, -1, -1, 0], higher.LastCompleted.ToArray());
        Assert.Equal(TestBars.Utc("2019-01-11T00:00:00Z"), higher.Bars.OpenTime(0));
    }

    [Fact]
    public void LastCompleted_AnyGaps_IsTheLastBarWhoseCloseIsNotLater() => Property.Holds(random =>
    {
        BarSeries bars = ResamplingTests.WithGaps(random);

        HigherTimeframe higher = HigherTimeframe.Of(bars, Timeframe.H4);

        for (int i = 0; i < bars.Count; i++)
        {
            int last = higher.LastCompleted[i];
            Assert.True(last < 0 || higher.Bars.CloseTime(last) <= bars.CloseTime(i));
            Assert.True(last + 1 == higher.Bars.Count || higher.Bars.CloseTime(last + 1) > bars.CloseTime(i));
        }
    });

    [Fact]
    public void Of_FutureMultipliedByAMillion_KeepsWhatABarMayLookAt() => Property.Holds(random =>
    {
        BarSeries bars = ResamplingTests.WithGaps(random);
        int now = random.Next(bars.Count);

        HigherTimeframe truth = HigherTimeframe.Of(bars, Timeframe.H4);
        HigherTimeframe poisoned = HigherTimeframe.Of(RandomMarket.Poisoned(bars, now), Timeframe.H4);
        HigherTimeframe known = HigherTimeframe.Of(bars.Slice(0, now + 1), Timeframe.H4);

        int visible = truth.LastCompleted[now] + 1;
        Assert.Equal(truth.LastCompleted, poisoned.LastCompleted);
        TestBars.AssertSame(truth.Bars.Slice(0, visible), poisoned.Bars.Slice(0, visible));
        // What was known then is all that is shown now, and nothing less.
        TestBars.AssertSame(truth.Bars.Slice(0, visible), known.Bars);
        Assert.Equal(truth.LastCompleted[..(now + 1)], known.LastCompleted);
    });
}
