using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Tests.Market;

public sealed class TimeframeTests
{
    [Theory]
    [InlineData("M1", 1, "1m")]
    [InlineData("1m", 1, "1m")]
    [InlineData("M15", 15, "15m")]
    [InlineData("15m", 15, "15m")]
    [InlineData("15min", 15, "15m")]
    [InlineData("15MIN", 15, "15m")]
    [InlineData(" m30 ", 30, "30m")]
    [InlineData("1H", 60, "1h")]
    [InlineData("1h", 60, "1h")]
    [InlineData("H1", 60, "1h")]
    [InlineData("60m", 60, "1h")]
    [InlineData("M60", 60, "1h")]
    [InlineData("90m", 90, "90m")]
    [InlineData("4h", 240, "4h")]
    [InlineData("H4", 240, "4h")]
    [InlineData("240m", 240, "4h")]
    [InlineData("D1", 1440, "1d")]
    [InlineData("1D", 1440, "1d")]
    [InlineData("24h", 1440, "1d")]
    [InlineData("1440m", 1440, "1d")]
    [InlineData("W1", 10080, "1w")]
    [InlineData("1w", 10080, "1w")]
    [InlineData("7d", 10080, "1w")]
    public void Parse_AnySpelling_GivesTheOneTimeframe(string text, int minutes, string name)
    {
        Timeframe timeframe = Timeframe.Parse(text);

        Assert.Equal(minutes, timeframe.Minutes);
        Assert.Equal(TimeSpan.FromMinutes(minutes), timeframe.Duration);
        Assert.Equal(name, timeframe.Name);
        Assert.Equal(name, timeframe.ToString());
    }

    [Fact]
    public void Parse_NameOfEveryTimeframe_GivesItBack()
    {
        IEnumerable<int> allowed = Enumerable.Range(1, 1440).Where(minutes => 1440 % minutes == 0).Append(10080);

        Assert.All(allowed, minutes => Assert.Equal(Timeframe.FromMinutes(minutes), Timeframe.Parse(Timeframe.FromMinutes(minutes).Name)));
    }

    [Theory]
    [InlineData("1M")]
    [InlineData("15M")]
    [InlineData("MN1")]
    [InlineData("")]
    [InlineData("h")]
    [InlineData("60")]
    [InlineData("0m")]
    [InlineData("-5m")]
    [InlineData("+5m")]
    [InlineData("7m")]
    [InlineData("2d")]
    [InlineData("2w")]
    [InlineData("1.5h")]
    [InlineData("1 h")]
    [InlineData("1s")]
    [InlineData("99999999999m")]
    public void Parse_NotATimeframe_SaysWhatIsAllowed(string text)
    {
        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => Timeframe.Parse(text));

        Assert.Equal(
            $"'{text}' is not a timeframe. Write a number and a unit that divide a day, or a week: 15m, 1h, 4h, 1d, 1w; " +
            "M15, H1, D1 and W1 are read too. Months ('1M') are not supported.",
            error.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-60)]
    [InlineData(7)]
    [InlineData(2880)]
    public void FromMinutes_NotADivisorOfADay_SaysWhatIsAllowed(int minutes)
    {
        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => Timeframe.FromMinutes(minutes));

        Assert.Equal(
            $"{minutes} minutes is not a timeframe. Allowed are whole minutes that divide a day (1, 5, 15, 30, 60, 240 ...), a day (1440) and a week (10080).", error.Message);
    }

    [Theory]
    [InlineData("15m", "2024-02-29T13:59:59Z", "2024-02-29T13:45:00Z")]
    [InlineData("4h", "2024-02-29T13:59:59Z", "2024-02-29T12:00:00Z")]
    [InlineData("1d", "2024-02-29T13:59:59Z", "2024-02-29T00:00:00Z")]
    [InlineData("1w", "2024-02-29T13:59:59Z", "2024-02-26T00:00:00Z")]
    [InlineData("1w", "2024-02-26T00:00:00Z", "2024-02-26T00:00:00Z")]
    public void FloorTicks_AnyInstant_IsTheStartOfItsBar(string timeframe, string instant, string start)
    {
        Timeframe parsed = Timeframe.Parse(timeframe);
        long ticks = TestBars.Utc(instant).UtcTicks;

        Assert.Equal(TestBars.Utc(start).UtcTicks, parsed.FloorTicks(ticks));
        Assert.Equal(instant == start, parsed.IsOnGrid(ticks));
    }

    [Fact]
    public void CompareTo_AnyTwo_FollowsTheirLength()
    {
        Timeframe[] sorted = [Timeframe.M1, Timeframe.M15, Timeframe.M30, Timeframe.H1, Timeframe.H4, Timeframe.D1, Timeframe.W1];

        Assert.Equal(sorted, sorted.Reverse().Order());
        Assert.True(Timeframe.M15 < Timeframe.H1 && Timeframe.H1 > Timeframe.M15 && Timeframe.H1 <= Timeframe.H4 && Timeframe.H4 >= Timeframe.H1);
    }

    [Fact]
    public void Minutes_NeverSet_IsRefused() => Assert.Throws<InvalidOperationException>(() => default(Timeframe).Minutes);
}
