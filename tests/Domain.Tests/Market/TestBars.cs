using System.Globalization;
using System.Text;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Market.Csv;

namespace ServerlessTraining.Domain.Tests.Market;

/// <summary>Small series written out as a file would have them.</summary>
internal static class TestBars
{
    public const string Header = "timestamp,open,high,low,close,volume\n";

    public static readonly Symbol Btc = Symbol.Parse("BTCUSDT");

    public static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    public static Timeframe AnyOf(SeededRandom random, params ReadOnlySpan<int> minutes) => Timeframe.FromMinutes(minutes[random.Next(minutes.Length)]);

    public static BarSeries Read(string text, Timeframe? timeframe = null, MarketCalendar? calendar = null) => Read(Encoding.UTF8.GetBytes(text), timeframe, calendar);

    public static BarSeries Read(byte[] file, Timeframe? timeframe = null, MarketCalendar? calendar = null) =>
        BarCsvReader.Read(new MemoryStream(file), Btc, timeframe ?? Timeframe.H1, calendar ?? MarketCalendar.Crypto);

    /// <summary>A bar of price 100 at each time.</summary>
    public static BarSeries At(Timeframe timeframe, MarketCalendar calendar, params IEnumerable<string> times) =>
        Read(Header + string.Concat(times.Select(time => $"{time},100,101,99,100.5,10\n")), timeframe, calendar);

    public static BarSeries At(Timeframe timeframe, MarketCalendar calendar, IEnumerable<DateTimeOffset> times) => At(timeframe, calendar, times.Select(TimeInterval.Text));

    public static byte[] Write(BarSeries bars)
    {
        using MemoryStream stream = new();
        BarCsvWriter.Write(stream, bars);
        return stream.ToArray();
    }

    public static byte[] WriteGzip(BarSeries bars)
    {
        using MemoryStream stream = new();
        BarCsvWriter.WriteGzip(stream, bars);
        return stream.ToArray();
    }

    public static void AssertSame(BarSeries expected, BarSeries actual)
    {
        Assert.Equal(expected.OpenTicks, actual.OpenTicks);
        Assert.Equal(expected.Open, actual.Open);
        Assert.Equal(expected.High, actual.High);
        Assert.Equal(expected.Low, actual.Low);
        Assert.Equal(expected.Close, actual.Close);
        Assert.Equal(expected.Volume, actual.Volume);
        Assert.Equal((expected.Symbol, expected.Timeframe, expected.Calendar), (actual.Symbol, actual.Timeframe, actual.Calendar));
    }
}
