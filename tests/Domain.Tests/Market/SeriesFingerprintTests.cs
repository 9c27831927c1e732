using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Tests.Market;

public sealed class SeriesFingerprintTests
{
    [Fact]
    public void Of_AnySeries_IsTheHashOfTheDocumentedForm()
    {
        BarSeries bars = RandomMarket.Walk(new SeededRandom(5), 1300);
        List<byte> form = [.. Encoding.ASCII.GetBytes("bars/1\nTESTUSDT\n1h\ncrypto\n")];
        void Add(long value)
        {
            byte[] bytes = new byte[8];
            BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
            form.AddRange(bytes);
        }

        Add(bars.Count);
        foreach (long ticks in bars.OpenTicks) Add(ticks);
        foreach (double[] field in Fields(bars)) Array.ForEach(field, value => Add(BitConverter.DoubleToInt64Bits(value)));

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData([.. form])), SeriesFingerprint.Of(bars));
    }

    [Fact]
    public void Of_SliceAndCopy_AreEqual()
    {
        BarSeries bars = RandomMarket.Walk(new SeededRandom(5), 900);
        BarSeries slice = bars.Slice(100, 600);
        BarSeries copy = With(slice, Fields(slice), slice.OpenTicks.ToArray());

        Assert.Equal(SeriesFingerprint.Of(slice), SeriesFingerprint.Of(copy));
        Assert.NotEqual(SeriesFingerprint.Of(bars), SeriesFingerprint.Of(slice));
    }

    [Fact]
    public void Of_AnyChangedBit_Differs() => Property.Holds(random =>
    {
        BarSeries bars = RandomMarket.Walk(random, 1 + random.Next(700));
        double[][] fields = Fields(bars);
        long[] ticks = bars.OpenTicks.ToArray();
        int bar = random.Next(bars.Count);
        int field = random.Next(4);
        // Changes that leave the bar valid: the last bit of high, volume or low outwards, or of the last time.
        if (field == 0) fields[1][bar] = Math.BitIncrement(fields[1][bar]);
        else if (field == 1) fields[2][bar] = Math.BitDecrement(fields[2][bar]);
        else if (field == 2) fields[4][bar] = Math.BitIncrement(fields[4][bar]);
        else ticks[^1]++;

        Assert.NotEqual(SeriesFingerprint.Of(bars), SeriesFingerprint.Of(With(bars, fields, ticks)));
    });

    [Fact]
    public void Of_OtherMarketOfTheSameBars_Differs()
    {
        BarColumns columns = new([0], [1], [1], [1], [1], [1]);
        string[] prints =
        [
            SeriesFingerprint.Of(BarSeries.Create(TestBars.Btc, Timeframe.H1, MarketCalendar.Crypto, columns)),
            SeriesFingerprint.Of(BarSeries.Create(Symbol.Parse("ETHUSDT"), Timeframe.H1, MarketCalendar.Crypto, columns)),
            SeriesFingerprint.Of(BarSeries.Create(TestBars.Btc, Timeframe.H4, MarketCalendar.Crypto, columns)),
            SeriesFingerprint.Of(BarSeries.Create(TestBars.Btc, Timeframe.H1, MarketCalendar.Fx, columns)),
        ];

        Assert.Equal(4, prints.Distinct().Count());
        Assert.All(prints, print => Assert.Matches("^[0-9a-f]{64}$", print));
    }

    private static double[][] Fields(BarSeries bars) => [bars.Open.ToArray(), bars.High.ToArray(), bars.Low.ToArray(), bars.Close.ToArray(), bars.Volume.ToArray()];

    private static BarSeries With(BarSeries bars, double[][] fields, long[] ticks) =>
        BarSeries.Create(bars.Symbol, bars.Timeframe, bars.Calendar, new BarColumns(ticks, fields[0], fields[1], fields[2], fields[3], fields[4]));
}
