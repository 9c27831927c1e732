using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Tests.Market;

public sealed class GapReportTests
{
    [Theory]
    [InlineData("BTCUSDT_1h_2017-2022", 127, 33, "2018-02-08T01:00:00Z", "2018-02-09T10:00:00Z")]
    [InlineData("BNBUSDT_1h_2017-2022", 121, 33, "2018-02-08T01:00:00Z", "2018-02-09T10:00:00Z")]
    [InlineData("BTCUSDT_15m_2023-2024", 47, 42, "2023-12-31T13:30:00Z", "2024-01-01T00:00:00Z")]
    // From the Sunday evening on: the weekend before it is no gap.
    [InlineData("EURUSD_1h_2007-2018", 277, 103, "2016-12-11T22:00:00Z", "2016-12-16T05:00:00Z")]
    public void Of_RealBars_FindsTheKnownGaps(string name, long missing, long longest, string start, string end)
    {
        Assert.SkipUnless(ReferenceData.HasShared, ReferenceData.NoShared);

        GapReport report = GapReport.Of(RealBars.Read(name));

        Assert.Equal(missing, report.MissingBars);
        Assert.Equal(new BarGap(new TimeInterval(TestBars.Utc(start), TestBars.Utc(end)), longest), report.Longest);
    }

    // Counted by an independent program hour by hour.
    [Theory]
    [InlineData("EURUSD_1h_2007-2018", 73_966, 277, 12, 750)]
    [InlineData("GBPUSD_1h_2014-2019", 31_430, 36, 9, 270)]
    public void Of_RealFx_CountsNeitherWeekendsNorHolidays(string name, long expected, long missing, int gaps, long outside)
    {
        Assert.SkipUnless(ReferenceData.HasShared, ReferenceData.NoShared);

        GapReport report = GapReport.Of(RealBars.Read(name));

        Assert.Equal((expected, missing, gaps, outside), (report.ExpectedBars, report.MissingBars, report.Gaps.Count, report.BarsOutsideHours));
    }

    [Fact]
    public void Of_RealSessions_AreWhole()
    {
        Assert.SkipUnless(ReferenceData.HasShared, ReferenceData.NoShared);

        Assert.Empty(GapReport.Of(RealBars.Read("SPY_1d_1998-2014")).Gaps);
        // One morning: New York opened at noon on the first anniversary of 11 September.
        BarGap gap = Assert.Single(GapReport.Of(RealBars.Read("SPY_1h_1998-2014")).Gaps);
        Assert.Equal(new BarGap(new TimeInterval(TestBars.Utc("2002-09-11T13:00:00Z"), TestBars.Utc("2002-09-11T15:00:00Z")), 2), gap);
    }

    [Fact]
    public void Of_NothingMissing_SaysSo()
    {
        GapReport report = GapReport.Of(Hours("2021-03-01T00:00:00Z", 48));

        Assert.Empty(report.Gaps);
        Assert.Null(report.Longest);
        Assert.Equal(48, report.ExpectedBars);
        Assert.Equal(0, report.MissingShare);
        Assert.Equal("BTCUSDT 1h: 48 bars, none of 48 expected is missing (crypto calendar).", report.ToString());
    }

    [Fact]
    public void Of_NoBars_ExpectsNone() => Assert.Equal(0, GapReport.Of(Hours("2021-03-01T00:00:00Z", 3).Slice(0, 0)).ExpectedBars);

    [Fact]
    public void ToString_SeveralGaps_ShowsTheLongestFirst()
    {
        int[] missing = [5, 6, 10, 15, 20, 25, 30, 31, 32, 40];
        DateTimeOffset start = TestBars.Utc("2021-03-01T00:00:00Z");
        BarSeries bars = TestBars.At(Timeframe.H1, MarketCalendar.Crypto, Enumerable.Range(0, 50).Where(hour => !missing.Contains(hour)).Select(hour => start.AddHours(hour)));

        GapReport report = GapReport.Of(bars);

        Assert.Equal(10, report.MissingBars);
        Assert.Equal(0.2, report.MissingShare);
        Assert.Equal(
            """
            BTCUSDT 1h: 40 bars, 10 of 50 expected are missing (20 %) in 7 gaps (crypto calendar).
              2021-03-02T06:00:00Z to 2021-03-02T09:00:00Z: 3
              2021-03-01T05:00:00Z to 2021-03-01T07:00:00Z: 2
              2021-03-01T10:00:00Z to 2021-03-01T11:00:00Z: 1
              2021-03-01T15:00:00Z to 2021-03-01T16:00:00Z: 1
              2021-03-01T20:00:00Z to 2021-03-01T21:00:00Z: 1
              and 2 more
            """,
            report.ToString());
    }

    [Fact]
    public void ToString_BarsWhereTheMarketIsClosed_AsksForTheCalendar()
    {
        BarSeries bars = Hours("2021-03-01T00:00:00Z", 168, MarketCalendar.Equities);

        GapReport report = GapReport.Of(bars);

        Assert.Equal(168 - 35, report.BarsOutsideHours);
        Assert.EndsWith("\n  133 bars (79.17 %) lie where the equities calendar is closed: is it the right one?", report.ToString());
    }

    [Theory]
    [InlineData("1m", "1800-01-01T00:00:00Z", "2199-12-31T00:00:00Z", 210_378_239)]
    [InlineData("1w", "1800-01-06T00:00:00Z", "2199-12-30T00:00:00Z", 20_869)]
    public void Of_CenturiesMissing_CountsThemByDay(string timeframe, string first, string last, long missing) =>
        Assert.Equal(missing, GapReport.Of(TestBars.At(Timeframe.Parse(timeframe), MarketCalendar.Crypto, first, last)).MissingBars);

    [Fact]
    public void Of_AnyCalendarAndTimeframe_CountsWhatExpectsSays() => Property.Holds(
        random =>
        {
            MarketCalendar calendar = MarketCalendar.All[random.Next(3)];
            Timeframe timeframe = TestBars.AnyOf(random, 15, 30, 60, 90, 240, 720, 1440, 10080);
            long step = timeframe.Duration.Ticks;
            long first = timeframe.FloorTicks(new DateTime(1999, 11, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(random.Next(6000)).Ticks);
            int places = 2 + random.Next(400);
            DateTimeOffset[] all = [.. Enumerable.Range(0, places).Select(i => new DateTimeOffset(first + (i * step), TimeSpan.Zero))];
            bool[] present = [.. all.Select((_, i) => i == 0 || i == places - 1 || random.Next(3) == 0)];

            GapReport report = GapReport.Of(TestBars.At(timeframe, calendar, all.Where((_, i) => present[i])));

            Assert.Equal(all.Count(time => calendar.Expects(time, timeframe)), report.ExpectedBars);
            Assert.Equal(all.Where((time, i) => !present[i] && calendar.Expects(time, timeframe)).Count(), report.MissingBars);
            Assert.Equal(all.Where((time, i) => present[i] && !calendar.Expects(time, timeframe)).Count(), report.BarsOutsideHours);
        },
        runs: 100);

    [Fact]
    public void Of_BarsOffTheGrid_IsRefused()
    {
        BarSeries bars = BarSeries.Create(
            TestBars.Btc, Timeframe.H1, MarketCalendar.Crypto, new BarColumns([TestBars.Utc("2021-03-01T00:30:00Z").UtcTicks], [1], [1], [1], [1], [1]));

        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => GapReport.Of(bars));

        Assert.Equal(
            "Bar 0 of BTCUSDT 1h opens at 2021-03-01T00:30:00Z, which is no whole multiple of 1h from midnight UTC (weeks from Monday). " +
            "Is the timeframe right, and are the times in UTC?",
            error.Message);
    }

    private static BarSeries Hours(string start, int count, MarketCalendar? calendar = null) =>
        TestBars.At(Timeframe.H1, calendar ?? MarketCalendar.Crypto, Enumerable.Range(0, count).Select(hour => TestBars.Utc(start).AddHours(hour)));
}
