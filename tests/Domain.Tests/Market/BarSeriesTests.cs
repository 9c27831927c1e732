using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Tests.Market;

public sealed class BarSeriesTests
{
    private static readonly DateTimeOffset Start = RandomMarket.Start;

    [Theory]
    [InlineData(double.NaN, 101, 99, 100, 1, "open must be a finite number, but is NaN.")]
    [InlineData(100, double.PositiveInfinity, 99, 100, 1, "high must be a finite number, but is Infinity.")]
    [InlineData(100, 101, double.NegativeInfinity, 100, 1, "low must be a finite number, but is -Infinity.")]
    [InlineData(100, 101, 99, double.NaN, 1, "close must be a finite number, but is NaN.")]
    [InlineData(100, 101, 99, 100, double.PositiveInfinity, "volume must be a finite number, but is Infinity.")]
    [InlineData(100, 101, 99, 100, double.NaN, "volume must be a finite number, but is NaN.")]
    [InlineData(100, 101, 99, 100, -0.5, "volume must be 0 or more, but is -0.5.")]
    [InlineData(100, 101, 0, 100, 1, "prices must be above 0, but low is 0.")]
    [InlineData(-3, -2, -4, -3, 1, "prices must be above 0, but low is -4.")]
    [InlineData(100, 99.5, 99, 99.2, 1, "low <= open, close <= high must hold, but low=99, open=100, close=99.2, high=99.5.")]
    [InlineData(100, 101, 100.5, 100.7, 1, "low <= open, close <= high must hold, but low=100.5, open=100, close=100.7, high=101.")]
    [InlineData(100, 101, 99, 101.5, 1, "low <= open, close <= high must hold, but low=99, open=100, close=101.5, high=101.")]
    [InlineData(100, 101, 99, 98.5, 1, "low <= open, close <= high must hold, but low=99, open=100, close=98.5, high=101.")]
    public void Create_BrokenBar_NamesTheBarAndTheRule(double open, double high, double low, double close, double volume, string rule)
    {
        BarColumns columns = Columns(3);
        (columns.Open[1], columns.High[1], columns.Low[1], columns.Close[1], columns.Volume[1]) = (open, high, low, close, volume);

        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => Create(columns));

        Assert.Equal($"Bar 1 of BTCUSDT 1h (2021-03-01T01:00:00Z): {rule}", error.Message);
    }

    [Fact]
    public void Create_TimeTwice_IsRefused()
    {
        BarColumns columns = Columns(3);
        columns.Ticks[2] = columns.Ticks[1];

        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => Create(columns));

        Assert.Equal("Bar 2 of BTCUSDT 1h (2021-03-01T01:00:00Z): the time 2021-03-01T01:00:00Z is there twice; every time may be there once.", error.Message);
    }

    [Fact]
    public void Create_TimeGoesBack_IsRefused()
    {
        BarColumns columns = Columns(3);
        columns.Ticks[2] = columns.Ticks[0];

        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => Create(columns));

        Assert.Equal("Bar 2 of BTCUSDT 1h (2021-03-01T00:00:00Z): times must ascend, but 2021-03-01T00:00:00Z comes after 2021-03-01T01:00:00Z.", error.Message);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    [InlineData(3155378975999999999)]
    public void Create_TimeOutsideOfTheCalendar_IsRefused(long ticks)
    {
        BarColumns columns = Columns(1);
        columns.Ticks[0] = ticks;

        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => Create(columns));

        Assert.Equal($"Bar 0 of BTCUSDT 1h has the tick {ticks}, but a bar must open and close between the years 1 and 9999.", error.Message);
    }

    [Fact]
    public void Create_ColumnsOfSeveralLengths_IsRefused()
    {
        BarColumns columns = Columns(3) with { Close = [1, 2], Volume = [] };

        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => Create(columns));

        Assert.Equal("The columns of BTCUSDT 1h must have one length, but there are 3 times, 3 opens, 3 highs, 3 lows, 2 closes and 0 volumes.", error.Message);
    }

    [Fact]
    public void Create_EveryFieldEqualAndNoVolume_IsABar() => Assert.Equal(1, Create(new BarColumns([0], [5], [5], [5], [5], [0])).Count);

    [Fact]
    public void Slice_AnyPart_ShowsTheSameBars()
    {
        BarSeries bars = Create(Columns(10));

        BarSeries slice = bars.Slice(2, 6).Slice(1, 3);

        Assert.Equal(3, slice.Count);
        Assert.Equal(bars[3], slice[0]);
        Assert.Equal(bars[5], slice[2]);
        Assert.Equal(bars.Close[3..6], slice.Close);
        Assert.Equal(new TimeInterval(Start.AddHours(3), Start.AddHours(6)), slice.Span);
    }

    [Theory]
    [InlineData(-1, 2)]
    [InlineData(0, 11)]
    [InlineData(5, 6)]
    [InlineData(11, 0)]
    [InlineData(2, -1)]
    [InlineData(int.MaxValue, 1)]
    public void Slice_OutsideOfTheSeries_IsRefused(int from, int count) => Assert.Throws<ArgumentOutOfRangeException>(() => Create(Columns(10)).Slice(from, count));

    [Fact]
    public void Slice_Nothing_SpansNoTime()
    {
        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => Create(Columns(3)).Slice(3, 0).Span);

        Assert.Equal("The series BTCUSDT 1h has no bars, so it spans no time.", error.Message);
    }

    [Theory]
    [InlineData("2021-02-01T00:00:00Z", 0)]
    [InlineData("2021-03-01T00:00:00Z", 0)]
    [InlineData("2021-03-01T00:00:01Z", 1)]
    [InlineData("2021-03-01T03:00:00Z", 3)]
    [InlineData("2021-03-01T03:59:00Z", 4)]
    [InlineData("2021-03-01T04:00:00Z", 4)]
    [InlineData("2021-03-01T05:00:00Z", 5)]
    [InlineData("2025-01-01T00:00:00Z", 5)]
    public void IndexAtOrAfter_AnyInstant_IsTheFirstBarThatOpensNotBefore(string instant, int index) =>
        Assert.Equal(index, Create(Columns(5)).IndexAtOrAfter(TestBars.Utc(instant)));

    [Fact]
    public void RangeOf_HalfOpenInterval_TakesTheBarsThatOpenInIt()
    {
        BarSeries bars = Create(Columns(10));

        Assert.Equal(2..5, bars.RangeOf(new TimeInterval(Start.AddHours(2), Start.AddHours(5))));
        Assert.Equal(3..6, bars.RangeOf(new TimeInterval(Start.AddHours(2.5), Start.AddHours(5.5))));
        Assert.Equal(0..10, bars.RangeOf(new TimeInterval(Start.AddYears(-1), Start.AddYears(1))));
        Assert.Equal(10..10, bars.RangeOf(new TimeInterval(Start.AddYears(1), Start.AddYears(2))));
    }

    [Fact]
    public void CloseTime_AnyBar_IsOneTimeframeLater() => Assert.Equal(Start.AddHours(3), Create(Columns(5)).CloseTime(2));

    private static BarSeries Create(BarColumns columns) => BarSeries.Create(TestBars.Btc, Timeframe.H1, MarketCalendar.Crypto, columns);

    private static BarColumns Columns(int count)
    {
        double[] Filled(double value) => [.. Enumerable.Range(0, count).Select(i => value + i)];
        return new BarColumns([.. Enumerable.Range(0, count).Select(i => Start.AddHours(i).UtcTicks)], Filled(100), Filled(101), Filled(99), Filled(100.5), Filled(10));
    }
}
