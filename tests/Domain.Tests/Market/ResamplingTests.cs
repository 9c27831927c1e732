using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Tests.Market;

public sealed class ResamplingTests
{
    private const string FourHours =
        """
        timestamp,open,high,low,close,volume
        2021-03-01T00:00:00Z,10,12,9,11,1
        2021-03-01T01:00:00Z,11,15,10,14,2
        2021-03-01T02:00:00Z,14,14,8,9,3
        2021-03-01T03:00:00Z,9,10,9,10,4
        """;

    [Fact]
    public void To_WholeBar_HasFirstOpenHighestHighLowestLowLastCloseAndTheSumOfVolumes()
    {
        BarSeries bars = Resampling.To(TestBars.Read(FourHours), Timeframe.H4);

        Assert.Equal(1, bars.Count);
        Assert.Equal(new Bar(TestBars.Utc("2021-03-01T00:00:00Z"), 10, 15, 8, 10, 10), bars[0]);
        Assert.Equal(Timeframe.H4, bars.Timeframe);
    }

    [Fact]
    public void To_LastBarNotOver_IsLeftOut() => Assert.Equal(0, Resampling.To(TestBars.Read(FourHours).Slice(0, 3), Timeframe.H4).Count);

    [Fact]
    public void To_FirstBarBegunBeforeTheSeries_IsLeftOut()
    {
        BarSeries bars = Resampling.To(TestBars.At(Timeframe.H1, MarketCalendar.Crypto, Hours("2021-03-01T01:00:00Z", 7)), Timeframe.H4);

        Assert.Equal(TestBars.Utc("2021-03-01T04:00:00Z"), Assert.Single(Opens(bars)));
    }

    [Fact]
    public void To_DaysOfSessions_AreLaidOutFromMidnight()
    {
        IEnumerable<DateTimeOffset> hours = [.. Hours("2019-01-10T14:00:00Z", 7), .. Hours("2019-01-11T14:00:00Z", 7), TestBars.Utc("2019-01-14T14:00:00Z")];

        BarSeries bars = Resampling.To(TestBars.At(Timeframe.H1, MarketCalendar.Equities, hours), Timeframe.D1);

        // The tenth began before the first bar, the fourteenth is not over.
        Assert.Equal(TestBars.Utc("2019-01-11T00:00:00Z"), Assert.Single(Opens(bars)));
        Assert.Equal(70.0, bars.Volume[0]);
    }

    [Fact]
    public void To_Gaps_MakesBarsOfWhatIsThere()
    {
        BarSeries bars = Resampling.To(
            TestBars.At(Timeframe.H1, MarketCalendar.Crypto, ["2021-03-01T00:00:00Z", "2021-03-01T06:00:00Z", "2021-03-01T17:00:00Z", "2021-03-01T23:00:00Z"]), Timeframe.H4);

        Assert.Equal(["2021-03-01T00:00:00Z", "2021-03-01T04:00:00Z", "2021-03-01T16:00:00Z", "2021-03-01T20:00:00Z"], Opens(bars).Select(TimeInterval.Text));
        Assert.Equal(10.0, bars.Volume[1]);
    }

    [Fact]
    public void To_Weeks_BeginOnMonday()
    {
        BarSeries bars = Resampling.To(
            TestBars.At(Timeframe.D1, MarketCalendar.Crypto, Enumerable.Range(0, 21).Select(day => TestBars.Utc("2021-03-05T00:00:00Z").AddDays(day))), Timeframe.W1);

        Assert.Equal(["2021-03-08T00:00:00Z", "2021-03-15T00:00:00Z"], Opens(bars).Select(TimeInterval.Text));
        Assert.Equal([70.0, 70.0], bars.Volume.ToArray());
    }

    [Theory]
    [InlineData("1h", "1h")]
    [InlineData("1h", "15m")]
    [InlineData("1h", "90m")]
    public void To_NoLongerMultiple_IsRefused(string source, string target)
    {
        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(
            () => Resampling.To(TestBars.At(Timeframe.Parse(source), MarketCalendar.Crypto, "2021-03-01T00:00:00Z"), Timeframe.Parse(target)));

        Assert.Equal($"{source} bars cannot be made into {target} bars: the target must be a longer timeframe and a multiple of {source}.", error.Message);
    }

    [Fact]
    public void To_BarsOffTheGrid_IsRefused()
    {
        BarColumns columns = new([TestBars.Utc("2021-03-01T00:30:00Z").UtcTicks], [1], [1], [1], [1], [1]);

        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(
            () => Resampling.To(BarSeries.Create(TestBars.Btc, Timeframe.H1, MarketCalendar.Crypto, columns), Timeframe.H4));

        Assert.StartsWith("Bar 0 of BTCUSDT 1h opens at 2021-03-01T00:30:00Z, which is no whole multiple of 1h from midnight UTC", error.Message);
    }

    [Fact]
    public void To_NoBars_GivesNone() => Assert.Equal(0, Resampling.To(TestBars.Read(FourHours).Slice(0, 0), Timeframe.H4).Count);

    [Fact]
    public void To_InTwoSteps_GivesTheSameAsInOne() => Property.Holds(
        random =>
        {
            BarSeries bars = RandomMarket.Walk(random, 500 + random.Next(1500), Timeframe.M15);

            BarSeries direct = Resampling.To(bars, Timeframe.D1);
            BarSeries stepped = Resampling.To(Resampling.To(bars, Timeframe.H4), Timeframe.D1);

            Assert.Equal(direct.OpenTicks, stepped.OpenTicks);
            Assert.Equal(direct.High, stepped.High);
            Assert.Equal(direct.Low, stepped.Low);
            Assert.Equal(direct.Close, stepped.Close);
            Assert.All(Enumerable.Range(0, direct.Count), i => Assert.Equal(direct.Volume[i], stepped.Volume[i], 1e-9 * direct.Volume[i]));
        },
        runs: 50);

    [Fact]
    public void To_PartOfTheHistory_GivesTheSameBarsFromThereOn() => Property.Holds(
        random =>
        {
            BarSeries bars = WithGaps(random);
            int from = random.Next(bars.Count);
            BarSeries part = bars.Slice(from, bars.Count - from);

            BarSeries all = Resampling.To(bars, Timeframe.H4);
            BarSeries some = Resampling.To(part, Timeframe.H4);

            Assert.Equal(all.Count - all.IndexAtOrAfter(part.OpenTime(0)), some.Count);
            TestBars.AssertSame(all.Slice(all.Count - some.Count, some.Count), some);
        });

    /// <summary>A walk of hours with some of them gone.</summary>
    internal static BarSeries WithGaps(SeededRandom random)
    {
        BarSeries whole = RandomMarket.Walk(random, 50 + random.Next(300));
        int[] kept = [.. Enumerable.Range(0, whole.Count).Where(i => i == 0 || random.Next(4) > 0)];
        double[] Pick(ReadOnlySpan<double> values)
        {
            double[] picked = new double[kept.Length];
            for (int i = 0; i < kept.Length; i++) picked[i] = values[kept[i]];
            return picked;
        }

        BarColumns columns = new([.. kept.Select(i => whole.OpenTicks[i])], Pick(whole.Open), Pick(whole.High), Pick(whole.Low), Pick(whole.Close), Pick(whole.Volume));
        return BarSeries.Create(whole.Symbol, whole.Timeframe, whole.Calendar, columns);
    }

    private static IEnumerable<DateTimeOffset> Hours(string start, int count) => Enumerable.Range(0, count).Select(hour => TestBars.Utc(start).AddHours(hour));

    private static IEnumerable<DateTimeOffset> Opens(BarSeries bars) => Enumerable.Range(0, bars.Count).Select(bars.OpenTime);
}
