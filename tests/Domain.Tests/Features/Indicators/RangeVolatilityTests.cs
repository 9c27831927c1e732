using System.Text.Json;
using ServerlessTraining.Domain.Features.Indicators;

namespace ServerlessTraining.Domain.Tests.Features.Indicators;

public sealed class RangeVolatilityTests
{
    private const int Window = 20;
    private static readonly JsonElement Reference = ReferenceData.HasShared ? ReferenceData.Load("afml_labels") : ReferenceData.LoadExtract("range_volatility");
    private static readonly double[] Open = Bars("open");
    private static readonly double[] High = Bars("high");
    private static readonly double[] Low = Bars("low");
    private static readonly double[] Close = Bars("close");

    [Fact]
    public void Parkinson_OnTheBars_GivesTheReference()
    {
        double[] actual = new double[Close.Length];
        RangeVolatility.Parkinson(High, Low, Window, actual);

        AssertReference("parkinson_20", bar => actual[bar]);
    }

    [Fact]
    public void GarmanKlass_OnTheBars_GivesTheReference()
    {
        double[] actual = new double[Close.Length];
        RangeVolatility.GarmanKlass(Open, High, Low, Close, Window, actual);

        AssertReference("garman_klass_20", bar => actual[bar]);
    }

    /// <summary>The reference departs from the paper in three places (see the definition). Our terms for these are taken out of our
    /// variance and its own put in.</summary>
    [Fact]
    public void YangZhang_ConvertedToTheReferencesConvention_GivesTheReference()
    {
        double[] actual = new double[Close.Length];
        RangeVolatility.YangZhang(Open, High, Low, Close, Window, actual);

        AssertReference("yang_zhang_20", bar =>
        {
            const double Unbiased = Window / (Window - 1.0);
            const double Weight = 0.34 / (1.34 + ((Window + 1.0) / (Window - 1)));
            double[] jumps = Newest(bar, i => Math.Log(Open[i] / Close[i - 1]));
            double[] changes = Newest(bar, i => Math.Log(Close[i] / Open[i]));
            double[] changesFromTheOpenBefore = Newest(bar, i => Math.Log(Close[i] / Open[i - 1]));
            double ours = Unbiased * (Square(Textbook.Deviation(jumps)) + (Weight * Square(Textbook.Deviation(changes))));
            double theirs = (jumps.Sum(Square) + (Weight * changesFromTheOpenBefore.Sum(Square))) / (Window - 1);
            return Math.Sqrt(theirs + (Unbiased * (Square(actual[bar]) - ours)));
        });
    }

    [Fact]
    public void YangZhang_JumpsOfOneSizeAndBarsWithoutRange_IsZero()
    {
        double[] prices = [.. Enumerable.Range(0, 30).Select(i => 100 * Math.Pow(2, i))];
        double[] actual = new double[prices.Length];

        RangeVolatility.YangZhang(prices, prices, prices, prices, Window, actual);

        Assert.All(actual[Window..], value => Assert.InRange(value, 0, 1e-14));
    }

    private static void AssertReference(string name, Func<int, double> valueOf)
    {
        JsonElement figures = Reference.GetProperty("range_volatility");
        int every = figures.GetProperty("every").GetInt32();
        int compared = 0;
        foreach ((int index, JsonElement value) in figures.GetProperty(name).EnumerateArray().Index())
        {
            if (value.ValueKind == JsonValueKind.Null) continue;
            Near.Equal(value.GetDouble(), valueOf(index * every), what: $"{name} at bar {index * every}");
            compared++;
        }

        Assert.True(compared >= 4, $"Only {compared} values were compared.");
    }

    private static double[] Newest(int bar, Func<int, double> valueOf) => [.. Enumerable.Range(bar - Window + 1, Window).Select(valueOf)];

    private static double Square(double value) => value * value;

    private static double[] Bars(string name) => [.. Reference.GetProperty("bars").GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];
}
