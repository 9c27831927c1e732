using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Market.Csv;

namespace ServerlessTraining.Domain.Tests.Market.Csv;

public sealed class BarCsvErrorTests
{
    private const string Good = "2021-03-01T00:00:00Z,10,12.5,9,11,1\n";
    private const string Times =
        "Allowed are ISO 8601 (2018-01-01T00:00:00Z, 2018-01-01 00:00:00, 2018-01-01, with an offset such as +02:00; UTC where there is none) " +
        "and Unix seconds (9 or 10 digits), milliseconds (12 or 13) and microseconds (15 or 16), of the years 1800 to 2199.";

    private const string HeaderRule =
        "the header must name timestamp, open, high, low, close and volume in any order (timestamp may also be time, date, datetime, open_time, opentime, " +
        "open time, unix; volume also vol), but ";

    private const string Grid =
        "is not the start of a 1h bar: those start at whole multiples of 1h from midnight UTC (weeks on Monday), here 2021-03-01T01:00:00Z. " +
        "Is the timeframe right, and is the time in UTC?";

    private const string Decide = "Delete one of them or name the right one ";
    private const string Numbers = "Allowed are finite decimal numbers such as 4261.48 or 1.5e-7.";

    [Theory]
    [InlineData("2021-03-01T01:00:00Z,10,12.5,9,abc,1", 5, "(close): 'abc' is not a number. " + Numbers)]
    [InlineData("2021-03-01T01:00:00Z,,12.5,9,11,1", 2, "(open): '' is not a number. " + Numbers)]
    [InlineData("2021-03-01T01:00:00Z,10,NaN,9,11,1", 3, "(high): 'NaN' is not a number. " + Numbers)]
    [InlineData("2021-03-01T01:00:00Z,10,12.5,-Infinity,11,1", 4, "(low): '-Infinity' is not a number. " + Numbers)]
    [InlineData("2021-03-01T01:00:00Z,10,1e309,9,11,1", 3, "(high): '1e309' is too large. Allowed are finite decimal numbers up to 1.79e308.")]
    [InlineData("2021-03-01T01:00:00Z,10,12.5,9,11,0x10", 6, "(volume): '0x10' is not a number. " + Numbers)]
    [InlineData("2021-03-01T01:00:00Z,1.2.3,12.5,9,11,1", 2, "(open): '1.2.3' is not a number. " + Numbers)]
    [InlineData("2021-03-01T01:00:00Z,10,12.5,9,11,1\0", 6, "(volume): '1\\u0000' is not a number. " + Numbers)]
    [InlineData("2021-03-01T01:00:00Z,10,12.5,9,\"1,000\",1", 5, "(close): '1,000' is not a number. " + Numbers)]
    [InlineData("2021-03-01T01:00:00Z,10,12.5,9,\u001b[31m\u202ered,1", 5, "(close): '\\u001B[31m\\u202Ered' is not a number. " + Numbers)]
    [InlineData("2021-03-01T01:00:00Z,10,12.5,9,1234567890123456789012345678901234567890x,1", 5,
        "(close): '1234567890123456789012345678901234567890...' is not a number. " + Numbers)]
    [InlineData("2021-03-01T01:00:00Z,10,12.5,9,\"11\"x,1", 5, "(close): the quoted field '11' does not end before the separator or the end of the line.")]
    [InlineData("2021-03-01T01:00:00Z,10,12.5,9,11,\"1", 6, "(volume): the quoted field '\"1' does not end before the separator or the end of the line.")]
    [InlineData("01.03.2021,10,12.5,9,11,1", 1, "(timestamp): '01.03.2021' is not a time. " + Times)]
    [InlineData("2021-02-29,10,12.5,9,11,1", 1, "(timestamp): '2021-02-29' is not a time. " + Times)]
    [InlineData("2021-13-01,10,12.5,9,11,1", 1, "(timestamp): '2021-13-01' is not a time. " + Times)]
    [InlineData("2021-03-01T24:00:00Z,10,12.5,9,11,1", 1, "(timestamp): '2021-03-01T24:00:00Z' is not a time. " + Times)]
    [InlineData("2021-03-01T01:00:00Zulu,10,12.5,9,11,1", 1, "(timestamp): '2021-03-01T01:00:00Zulu' is not a time. " + Times)]
    [InlineData("2021-03-01T01:00:00+15:00,10,12.5,9,11,1", 1, "(timestamp): '2021-03-01T01:00:00+15:00' is not a time. " + Times)]
    [InlineData("20210301,10,12.5,9,11,1", 1, "(timestamp): '20210301' is not a time. " + Times)]
    [InlineData("1799-12-31,10,12.5,9,11,1", 1, "(timestamp): '1799-12-31' is not a time. " + Times)]
    [InlineData("9999-12-31T23:00:00Z,10,12.5,9,11,1", 1, "(timestamp): '9999-12-31T23:00:00Z' is not a time. " + Times)]
    [InlineData("2021-03-01T01:30:00Z,10,12.5,9,11,1", 1, "(timestamp): '2021-03-01T01:30:00Z' " + Grid)]
    [InlineData("2021-03-01T00:00:00Z,10,12.5,9,11,1", 1, "(timestamp): the time 2021-03-01T00:00:00Z is there twice; every time may be there once. The earlier one is in line 2.")]
    [InlineData("2021-02-28T23:00:00Z,10,12.5,9,11,1", 1,
        "(timestamp): times must ascend, but 2021-02-28T23:00:00Z comes after 2021-03-01T00:00:00Z. The earlier one is in line 2.")]
    [InlineData("2021-03-01T01:00:00Z,10,12.5,9,11,-1", 6, "(volume): volume must be 0 or more, but is -1.")]
    [InlineData("2021-03-01T01:00:00Z,10,12.5,0,11,1", 4, "(low): prices must be above 0, but low is 0.")]
    [InlineData("2021-03-01T01:00:00Z,10,12.5,10.5,11,1", 4, "(low): low <= open, close <= high must hold, but low=10.5, open=10, close=11, high=12.5.")]
    [InlineData("2021-03-01T01:00:00Z,10,10.5,9,11,1", 3, "(high): low <= open, close <= high must hold, but low=9, open=10, close=11, high=10.5.")]
    [InlineData("2021-03-01T01:00:00Z,10,12.5,9,11", 6, ": the line has 5 fields, but the header names 6. Numbers have a point, not a comma, and no separator inside.")]
    [InlineData("2021-03-01T01:00:00Z,10,12,5,9,11,1,7", 7, ": the line has 8 fields, but the header names 6. Numbers have a point, not a comma, and no separator inside.")]
    public void Read_WrongLine_NamesPlaceValueAndWhatIsAllowed(string line, int column, string what)
    {
        BarCsvException error = Assert.Throws<BarCsvException>(() => TestBars.Read(TestBars.Header + Good + line + "\n2021-03-01T02:00:00Z,x"));

        Assert.Equal($"line 3, column {column}{(what.StartsWith(':') ? "" : " ")}{what}", error.Message);
        Assert.Equal((3, column), (error.Line, error.Column));
    }

    [Theory]
    [InlineData("", 1, 1, ": the file is empty. It must have a header (timestamp,open,high,low,close,volume) and at least one bar.")]
    [InlineData("\n\r\n", 1, 1, ": the file is empty. It must have a header (timestamp,open,high,low,close,volume) and at least one bar.")]
    [InlineData("timestamp,open,high,low,close,volume", 2, 1, ": the file has a header but no bar. At least one is needed.")]
    [InlineData("timestamp,open,high,low,close,volume\n\n", 3, 1, ": the file has a header but no bar. At least one is needed.")]
    [InlineData("when,open,high,low,close,volume\n", 1, 1, " (timestamp): " + HeaderRule + "timestamp is missing in 'when,open,high,low,close,volume'.")]
    [InlineData("2021-03-01,10,12.5,9,11,1\n", 1, 1, " (timestamp): " + HeaderRule + "timestamp, open, high, low, close, volume are missing in '2021-03-01,10,12.5,9,11,1'.")]
    [InlineData("date,time,open,high,low,close,volume\n", 1, 2, " (timestamp): both 'date' (column 1) and 'time' could be the timestamp. " + Decide + "'timestamp'.")]
    [InlineData("timestamp,open,high,low,close,volume,Close\n", 1, 7, " (close): both 'close' (column 5) and 'Close' could be the close. " + Decide + "'close'.")]
    [InlineData("timestamp,\"open,high,low,close,volume\n", 1, 2, ": the quoted name '\"open' does not end before the separator or the end of the line.")]
    public void Read_WrongFile_NamesPlaceAndWhatIsAllowed(string file, int line, int column, string what)
    {
        BarCsvException error = Assert.Throws<BarCsvException>(() => TestBars.Read(file));

        Assert.Equal($"line {line}, column {column}{what}", error.Message);
        Assert.Equal((line, column), (error.Line, error.Column));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(-1, true)]
    public async Task ReadAsync_MoreBytesThanAllowed_IsRefused(int offset, bool refused)
    {
        byte[] file = System.Text.Encoding.ASCII.GetBytes("timestamp,open,high,low,close,volume\n2021-03-01T00:00:00Z,10,12.5,9,11,1\n");

        Task<BarSeries> read = BarCsvReader.ReadAsync(
            new MemoryStream(file), Symbol.Parse("BTCUSDT"), Timeframe.H1, MarketCalendar.Crypto, file.Length + offset, TestContext.Current.CancellationToken);

        if (!refused) Assert.Equal(1, (await read).Count);
        else Assert.True((await Assert.ThrowsAsync<BarCsvException>(() => read)).IsTooLarge);
    }

    [Fact]
    public void Read_BinaryJunk_IsRefusedAtTheHeader()
    {
        BarCsvException error = Assert.Throws<BarCsvException>(() => TestBars.Read([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 0x1A, 10]));

        Assert.EndsWith("are missing in '\\x89PNG'.", error.Message);
        Assert.Equal((1, 1), (error.Line, error.Column));
    }

    [Fact]
    public void Read_EndlessLine_IsRefusedBeforeItIsHeld()
    {
        byte[] file = new byte[40_000_000];
        Array.Fill(file, (byte)'7');
        CsvCases.Bytes(TestBars.Header).CopyTo(file, 0);
        using MemoryStream stream = new(file);
        long before = GC.GetAllocatedBytesForCurrentThread();

        BarCsvException error = Assert.Throws<BarCsvException>(() => BarCsvReader.Read(stream, TestBars.Btc, Timeframe.H1, MarketCalendar.Crypto));

        Assert.Equal("line 2, column 1: the line is longer than 1048576 bytes: this is no file of bars.", error.Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8_000_000);
        Assert.InRange(stream.Position, 0, 3_000_000);
    }

    [Fact]
    public void Read_GzipCutAnywhere_IsRefused()
    {
        byte[] file = TestBars.WriteGzip(RandomMarket.Walk(new SeededRandom(4), 40));

        for (int length = 2; length < file.Length; length++)
        {
            BarCsvException error = Assert.Throws<BarCsvException>(() => TestBars.Read(file[..length]));
            Assert.Matches(@"^line \d+, column 1: the gzip data is damaged or cut off after \d+ bars\. Compress the file again, or fetch it again\.$", error.Message);
        }
    }

    [Fact]
    public void Read_GzipWithAnyBitChanged_IsRefusedOrTheSame()
    {
        BarSeries bars = RandomMarket.Walk(new SeededRandom(4), 40);
        byte[] file = TestBars.WriteGzip(bars);

        for (int bit = 16; bit < 8 * file.Length; bit++)
        {
            byte[] changed = [.. file];
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            // Flags, time and system in the gzip header mean nothing here; everything else is guarded by its checksum.
            if (Record.Exception(() => TestBars.AssertSame(bars, CsvCases.Read(changed, bars))) is { } error) Assert.IsType<BarCsvException>(error);
        }
    }

    [Fact]
    public void Read_SomethingBehindTheGzipData_IsRefused() =>
        Assert.Throws<BarCsvException>(() => TestBars.Read([.. TestBars.WriteGzip(RandomMarket.Walk(new SeededRandom(4), 40)), 1, 2, 3]));
}
