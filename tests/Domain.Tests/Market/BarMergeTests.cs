using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Tests.Market;

public sealed class BarMergeTests
{
    private const string Old =
        """
        timestamp,open,high,low,close,volume
        2021-03-01T00:00:00Z,10,12,9,11,1
        2021-03-01T01:00:00Z,11,15,10,14,2
        2021-03-01T03:00:00Z,9,10,9,10,4
        """;

    private const string New =
        """
        timestamp,open,high,low,close,volume
        2021-03-01T01:00:00Z,11,15,10,14.5,2
        2021-03-01T02:00:00Z,14,14,8,9,3
        2021-03-01T03:00:00Z,9,10,9,10,4
        2021-03-01T04:00:00Z,10,11,10,11,5
        """;

    [Theory]
    [InlineData(MergePreference.New, 14.5, 1, 0)]
    [InlineData(MergePreference.Old, 14, 0, 1)]
    public void Merge_Preference_DecidesAndIsCounted(MergePreference prefer, double close, int replaced, int refused)
    {
        BarMergeResult result = BarMerge.Merge(TestBars.Read(Old), TestBars.Read(New), prefer);

        Assert.Equal([0, 1, 2, 3, 4], Enumerable.Range(0, result.Series.Count).Select(i => result.Series.OpenTime(i).Hour));
        Assert.Equal([11, close, 9, 10, 11], result.Series.Close.ToArray());
        Assert.Equal((2, 1, replaced, refused), (result.Added, result.Equal, result.Replaced, result.Refused));
    }

    [Fact]
    public void Merge_OneConflict_NamesBothBars()
    {
        BarConflictException error = Assert.Throws<BarConflictException>(() => BarMerge.Merge(TestBars.Read(Old), TestBars.Read(New)));

        Assert.Equal(
            "BTCUSDT 1h: 1 bar differs from the one that is there. Prefer old or new to decide, or correct the incoming bars:\n" +
            "  2021-03-01T01:00:00Z: old open=11 high=15 low=10 close=14 volume=2; new open=11 high=15 low=10 close=14.5 volume=2",
            error.Message);
        Assert.Equal(1, error.Count);
        Assert.Equal(14.5, Assert.Single(error.FirstConflicts).Incoming.Close);
    }

    [Fact]
    public void Merge_ManyConflicts_ListsTenAndCountsAll()
    {
        BarSeries bars = RandomMarket.Walk(new SeededRandom(1), 30);

        BarConflictException error = Assert.Throws<BarConflictException>(() => BarMerge.Merge(bars, RandomMarket.Poisoned(bars, 7)));

        Assert.Equal(22, error.Count);
        Assert.Equal(10, error.FirstConflicts.Count);
        Assert.StartsWith("TESTUSDT 1h: 22 bars differ from those that are there. Prefer", error.Message);
        Assert.EndsWith("\n  and 12 more", error.Message);
        Assert.Equal(bars.OpenTime(8), error.FirstConflicts[0].Existing.OpenTime);
    }

    [Theory]
    [InlineData("ETHUSDT", "1h", "crypto")]
    [InlineData("BTCUSDT", "30m", "crypto")]
    [InlineData("BTCUSDT", "1h", "fx")]
    public void Merge_OtherMarket_IsRefused(string symbol, string timeframe, string calendar)
    {
        BarSeries other = BarSeries.Create(Symbol.Parse(symbol), Timeframe.Parse(timeframe), MarketCalendar.Parse(calendar), new BarColumns([0], [1], [1], [1], [1], [1]));

        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => BarMerge.Merge(TestBars.Read(Old), other));

        Assert.Equal(
            "Only bars of one market can be merged, but those that are there are BTCUSDT 1h (crypto calendar) " +
            $"and the incoming ones {symbol} {timeframe} ({calendar} calendar).",
            error.Message);
    }

    [Fact]
    public void Merge_AnyTwoPartsThatCoverASeries_GiveItBack() => Property.Holds(random =>
    {
        BarSeries bars = ResamplingTests.WithGaps(random);
        int end = 1 + random.Next(bars.Count);
        int start = random.Next(end + 1);
        BarSeries head = bars.Slice(0, end);
        BarSeries tail = bars.Slice(start, bars.Count - start);

        BarMergeResult forward = BarMerge.Merge(head, tail);
        BarMergeResult backward = BarMerge.Merge(tail, head);

        TestBars.AssertSame(bars, forward.Series);
        TestBars.AssertSame(bars, backward.Series);
        Assert.Equal((bars.Count - end, end - start, 0, 0), (forward.Added, forward.Equal, forward.Replaced, forward.Refused));
        Assert.Equal(start, backward.Added);
    });

    [Fact]
    public void Merge_WithNothing_ChangesNothing()
    {
        BarSeries bars = TestBars.Read(Old);

        TestBars.AssertSame(bars, BarMerge.Merge(bars, bars.Slice(0, 0)).Series);
        TestBars.AssertSame(bars, BarMerge.Merge(bars.Slice(0, 0), bars).Series);
    }
}
