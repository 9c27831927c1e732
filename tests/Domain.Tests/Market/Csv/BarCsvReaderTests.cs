using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Market.Csv;

namespace ServerlessTraining.Domain.Tests.Market.Csv;

public sealed class BarCsvReaderTests
{
    private static readonly Bar First = new(TestBars.Utc("2021-03-01T00:00:00Z"), 10, 12.5, 9, 11, 1);

    [Theory]
    [InlineData("timestamp,open,high,low,close,volume\n2021-03-01T00:00:00Z,10,12.5,9,11,1\n")]
    [InlineData("timestamp,open,high,low,close,volume\n2021-03-01T00:00:00Z,10,12.5,9,11,1")]
    [InlineData("timestamp,open,high,low,close,volume\r\n2021-03-01T00:00:00Z,10,12.5,9,11,1\r\n")]
    [InlineData("\uFEFFtimestamp,open,high,low,close,volume\n2021-03-01T00:00:00Z,10,12.5,9,11,1\n")]
    [InlineData("TIMESTAMP;Open;HIGH;low;Close;Volume\n2021-03-01T00:00:00Z;10;12.5;9;11;1\n")]
    [InlineData("timestamp\topen\thigh\tlow\tclose\tvolume\n2021-03-01T00:00:00Z\t10\t12.5\t9\t11\t1\n")]
    [InlineData("close,Vol,low,high,open,Date\n11,1,9,12.5,10,2021-03-01\n")]
    [InlineData("open_time,symbol,open,high,low,close,volume,\n1614556800000,BTC,10,12.5,9,11,1,\n")]
    [InlineData("time,date,timestamp,open,high,low,close,volume\nx,y,1614556800,10,12.5,9,11,1\n")]
    [InlineData("\"timestamp\",\"open\",\"high\",\"low\",\"close\",\"volume\"\n\"2021-03-01T00:00:00Z\",\"10\",\"12.5\",\"9\",\"11\",\"1\"\n")]
    [InlineData("timestamp,open,high,low,close,volume,note\n2021-03-01T00:00:00Z,10,12.5,9,11,1,\"a \"\"b\"\", c\"\n")]
    [InlineData("timestamp, open, high, low, close, volume\n2021-03-01T00:00:00Z, 10, 12.5 , 9, 11, \"1\" \n")]
    [InlineData("timestamp,open,high,low,close,volume\n\n2021-03-01T00:00:00Z,10,12.5,9,11,1\n\n\n")]
    [InlineData("timestamp,open,high,low,close,volume\n2021-03-01T00:00:00Z,1e1,+12.50,9.,.11E2,1.000\n")]
    public void Read_AnyDialect_GivesTheBar(string file)
    {
        BarSeries bars = TestBars.Read(file);

        Assert.Equal(1, bars.Count);
        Assert.Equal(First, bars[0]);
    }

    [Theory]
    [InlineData("2021-03-01T13:00:00Z")]
    [InlineData("2021-03-01t13:00:00z")]
    [InlineData("2021-03-01 13:00:00")]
    [InlineData("2021-03-01T13:00")]
    [InlineData("2021-03-01T13:00:00.000Z")]
    [InlineData("2021-03-01 13:00:00.000000000+00:00")]
    [InlineData("2021-03-01T15:30:00+02:30")]
    [InlineData("2021-03-01T15:30:00+0230")]
    [InlineData("2021-02-28T23:00:00-14")]
    [InlineData("1614603600")]
    [InlineData("1614603600000")]
    [InlineData("1614603600000000")]
    public void Read_AnyTimeFormat_GivesTheInstant(string time) =>
        Assert.Equal(TestBars.Utc("2021-03-01T13:00:00Z"), TestBars.At(Timeframe.H1, MarketCalendar.Crypto, time).OpenTime(0));

    [Theory]
    [InlineData("100000020", "1973-03-03T09:47:00Z")]
    [InlineData("100000020000", "1973-03-03T09:47:00Z")]
    [InlineData("100000020000000", "1973-03-03T09:47:00Z")]
    [InlineData("1800-01-01", "1800-01-01T00:00:00Z")]
    [InlineData("2199-12-31T23:59:00Z", "2199-12-31T23:59:00Z")]
    [InlineData("2000-02-29", "2000-02-29T00:00:00Z")]
    public void Read_TimesAtTheEdges_AreRead(string time, string instant) =>
        Assert.Equal(TestBars.Utc(instant), TestBars.At(Timeframe.M1, MarketCalendar.Crypto, time).OpenTime(0));

    [Fact]
    public void Read_TwoHundredThousandSpellings_GivesTheNearestDoubleOfEach()
    {
        SeededRandom random = new(Property.Seed);
        string[] spellings = [.. Enumerable.Range(0, 200_000).Select(_ => Spelling(random))];
        DateTimeOffset start = TestBars.Utc("2000-01-01T00:00:00Z");
        string file = TestBars.Header + string.Concat(spellings.Select((spelling, i) => $"{TimeInterval.Text(start.AddMinutes(i))},1,1,1,1,{spelling}\n"));

        BarSeries bars = TestBars.Read(file, Timeframe.M1);

        for (int i = 0; i < spellings.Length; i++)
        {
            double expected = double.Parse(spellings[i], System.Globalization.CultureInfo.InvariantCulture);
            bool same = BitConverter.DoubleToInt64Bits(expected) == BitConverter.DoubleToInt64Bits(bars.Volume[i]);
            if (!same) Assert.Fail($"'{spellings[i]}' was read as {bars.Volume[i]:R}, not {expected:R}.");
        }
    }

    [Theory]
    [InlineData("9007199254740993")]
    [InlineData("9007199254740993.0")]
    [InlineData("9007199254740995")]
    [InlineData("900719925474099.25")]
    [InlineData("9007199254740992.5")]
    [InlineData("9007199254740993.5")]
    [InlineData("450359962737049.65625")]
    [InlineData("18014398509481986")]
    [InlineData("1844674407370955161")]
    [InlineData("9999999999999999999")]
    [InlineData("0.9999999999999999999")]
    [InlineData("0.0000000000000000001")]
    [InlineData("0.9007199254740993")]
    [InlineData("9.5367431640625000000")]
    [InlineData("0000000000000000000000001.5")]
    [InlineData("2.2250738585072011e-308")]
    [InlineData("1.7976931348623157e308")]
    [InlineData("1e-400")]
    public void Read_NumbersThatAreHardToRound_GivesTheNearestDouble(string number) =>
        Assert.Equal(double.Parse(number, System.Globalization.CultureInfo.InvariantCulture), TestBars.Read($"{TestBars.Header}2021-03-01,1,1,1,1,{number}").Volume[0]);

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    [InlineData(1_000_000)]
    public async Task Read_InPiecesOfAnySize_GivesTheSame(int most)
    {
        BarSeries bars = RandomMarket.Walk(new SeededRandom(3), 3000);
        byte[][] files = [TestBars.Write(bars), TestBars.WriteGzip(bars), TestBars.Write(bars)[..^1]];

        foreach (byte[] file in files)
        {
            TestBars.AssertSame(bars, BarCsvReader.Read(new CsvCases.Trickle(file, most), bars.Symbol, bars.Timeframe, bars.Calendar));
            CsvCases.Trickle stream = new(file, most);
            TestBars.AssertSame(bars, await BarCsvReader.ReadAsync(stream, bars.Symbol, bars.Timeframe, bars.Calendar, TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public void Read_GzipOfSeveralMembers_GivesAllBars()
    {
        BarSeries bars = RandomMarket.Walk(new SeededRandom(3), 500);
        byte[] file = TestBars.Write(bars);

        TestBars.AssertSame(bars, CsvCases.Read([.. CsvCases.Gzip(file.AsSpan(0, 5000)), .. CsvCases.Gzip([]), .. CsvCases.Gzip(file.AsSpan(5000))], bars));
    }

    [Fact]
    public void Read_AnyStream_StaysOpen()
    {
        using MemoryStream plain = new(CsvCases.Bytes(TestBars.Header + "2021-03-01,1,1,1,1,1"));
        using MemoryStream zipped = new(CsvCases.Gzip(plain.ToArray()));

        BarCsvReader.Read(plain, TestBars.Btc, Timeframe.D1, MarketCalendar.Crypto);
        BarCsvReader.Read(zipped, TestBars.Btc, Timeframe.D1, MarketCalendar.Crypto);

        Assert.True(plain.CanRead && zipped.CanRead);
    }

    // Few and many digits, points anywhere, leading and trailing zeros, exponents near and far, numbers half way between two doubles.
    private static string Spelling(SeededRandom random)
    {
        string digits = string.Concat(Enumerable.Range(0, 1 + random.Next(random.Next(4) == 0 ? 30 : 19)).Select(_ => (char)('0' + random.Next(10))));
        switch (random.Next(6))
        {
            case 0:
                return digits;
            case 1:
                return $"{(random.NextDouble() * 100_000):R}";
            case 2:
                return $"{digits}e{random.Next(600) - 330}";
            case 3:
                // The middle between a double of 2^53 to 2^54 and the next one is an odd integer; with decimals, a fraction that is exact
                // in few digits.
                ulong middle = (1UL << 53) + (2 * (ulong)random.Next(int.MaxValue)) + 1;
                return random.Next(2) == 0 ? $"{middle}" : $"{middle / 16.0m}";
            default:
                return digits.Insert(random.Next(digits.Length + 1), ".");
        }
    }
}
