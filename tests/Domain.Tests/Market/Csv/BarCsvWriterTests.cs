using System.Globalization;
using System.Text;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Market.Csv;

namespace ServerlessTraining.Domain.Tests.Market.Csv;

public sealed class BarCsvWriterTests
{
    [Fact]
    public void Write_TwoBars_GivesHeaderAndShortestNumbers()
    {
        BarColumns columns = new(
            [TestBars.Utc("2021-03-01T23:59:00Z").UtcTicks, TestBars.Utc("2021-03-02T00:00:00Z").UtcTicks],
            [0.1 + 0.2, 1e-7],
            [41000.5, 1e22],
            [0.00012, 1e-7],
            [1d / 3, 123456789.125],
            [0, 5e300]);

        string text = Encoding.UTF8.GetString(TestBars.Write(BarSeries.Create(TestBars.Btc, Timeframe.M1, MarketCalendar.Crypto, columns)));

        Assert.Equal(
            """
            timestamp,open,high,low,close,volume
            2021-03-01T23:59:00Z,0.30000000000000004,41000.5,0.00012,0.3333333333333333,0
            2021-03-02T00:00:00Z,1E-07,1E+22,1E-07,123456789.125,5E+300

            """,
            text);
    }

    [Fact]
    public void Write_NumbersOfAnyForm_AreAsTheFrameworkWritesThem()
    {
        SeededRandom random = new(Property.Seed);
        const int Count = 100_000;
        double[] numbers = [.. Enumerable.Range(0, Count).Select(_ => AnyNumber(random))];
        double[] ones = [.. Enumerable.Repeat(1.0, Count)];
        BarColumns columns = new([.. Enumerable.Range(0, Count).Select(i => i * TimeSpan.TicksPerMinute)], ones, ones, ones, ones, numbers);

        string[] lines = Encoding.UTF8.GetString(TestBars.Write(BarSeries.Create(TestBars.Btc, Timeframe.M1, MarketCalendar.Crypto, columns))).Split('\n');

        for (int i = 0; i < Count; i++)
        {
            string expected = numbers[i].ToString("R", CultureInfo.InvariantCulture);
            if (!lines[i + 1].EndsWith($",1,{expected}", StringComparison.Ordinal)) Assert.Fail($"'{lines[i + 1]}' should end with {expected}.");
        }
    }

    [Fact]
    public void Write_ThenRead_IsTheIdentity() => Property.Holds(random =>
    {
        BarSeries bars = RandomMarket.Walk(random, 1 + random.Next(300), TestBars.AnyOf(random, 1, 15, 60, 240, 1440, 10080), random.NextDouble() * 2);

        TestBars.AssertSame(bars, CsvCases.Read(TestBars.Write(bars), bars));
        TestBars.AssertSame(bars, CsvCases.Read(TestBars.WriteGzip(bars), bars));
        Assert.Equal(SeriesFingerprint.Of(bars), SeriesFingerprint.Of(CsvCases.Read(TestBars.Write(bars), bars)));
    });

    [Fact]
    public async Task WriteAsync_Bars_GivesTheSameBytes()
    {
        BarSeries bars = RandomMarket.Walk(new SeededRandom(2), 5000);
        using MemoryStream plain = new();
        using MemoryStream zipped = new();

        await BarCsvWriter.WriteAsync(plain, bars, TestContext.Current.CancellationToken);
        await BarCsvWriter.WriteGzipAsync(zipped, bars, cancellation: TestContext.Current.CancellationToken);

        Assert.Equal(TestBars.Write(bars), plain.ToArray());
        Assert.Equal(TestBars.WriteGzip(bars), zipped.ToArray());
        Assert.True(plain.CanWrite && zipped.CanWrite);
    }

    [Fact]
    public void Write_NoBars_IsRefusedBeforeAnythingIsWritten()
    {
        using MemoryStream stream = new();
        BarSeries none = RandomMarket.Walk(new SeededRandom(2), 5).Slice(5, 0);

        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => BarCsvWriter.WriteGzip(stream, none));

        Assert.Equal("The series TESTUSDT 1h has no bars: there is nothing to write. At least one is needed.", error.Message);
        Assert.Equal(0, stream.Length);
    }

    private static double AnyNumber(SeededRandom random) => random.Next(4) switch
    {
        0 => Math.Round(random.NextDouble() * 100_000, random.Next(9)),
        1 => random.NextDouble() * Math.Pow(10, random.Next(40) - 20),
        2 => random.Next(int.MaxValue) * Math.Pow(10, random.Next(12) - 6),
        _ => Math.Abs(BitConverter.UInt64BitsToDouble(random.NextUInt64())) is var any && double.IsFinite(any) ? any : 0,
    };
}
