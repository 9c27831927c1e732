using System.Text.Json;
using ServerlessTraining.Domain.Features.Indicators;

namespace ServerlessTraining.Domain.Tests.Features.Indicators;

/// <summary>Against another library's values. Smoothed indicators there remember every bar, so each of their bars is computed with a memory
/// of all bars up to it. Where they count to 100, ours count to 1.</summary>
public sealed class IndicatorReferenceTests
{
    private static readonly JsonElement Reference = ReferenceData.Load("indicators");
    private static readonly double[] High = Quotes("high");
    private static readonly double[] Low = Quotes("low");
    private static readonly double[] Close = Quotes("close");
    private static readonly double[] Volume = Quotes("volume");

    [Theory]
    [InlineData("sma", "sma")]
    [InlineData("stdev", "stdDev")]
    [InlineData("stdev", "zScore")]
    [InlineData("bb", "percentB")]
    [InlineData("bb", "width")]
    [InlineData("aroon", "oscillator")]
    [InlineData("chop", "chop")]
    [InlineData("cmf", "cmf")]
    [InlineData("donchian", "upperBand")]
    [InlineData("donchian", "lowerBand")]
    [InlineData("kama", "er")]
    [InlineData("slope", "slope")]
    [InlineData("slope", "rSquared")]
    [InlineData("tr", "tr")]
    [InlineData("vwma", "vwma")]
    [InlineData("ema", "ema")]
    [InlineData("smma", "smma")]
    [InlineData("atr", "atr")]
    [InlineData("rsi", "rsi")]
    [InlineData("macd", "macd")]
    [InlineData("macd", "signal")]
    public void Indicator_OnTheQuotes_GivesThePublishedColumn(string indicator, string column)
    {
        double[] expected = Doubles(Reference.GetProperty("indicators").GetProperty(indicator).GetProperty("columns").GetProperty(column));

        double[] actual = Compute(indicator, column);

        Assert.Equal(expected.Length, actual.Length);
        Assert.Contains(expected, double.IsFinite);
        for (int i = 0; i < expected.Length; i++) Near.Equal(expected[i], actual[i], what: $"{indicator}.{column} at bar {i}");
    }

    private static double[] Compute(string indicator, string column) => (indicator, column) switch
    {
        ("sma", _) => Column(output => MovingAverage.Simple(20).Apply(Close, output)),
        ("stdev", "stdDev") => Column(output => Rolling.Deviation(Close, 14, output)),
        ("stdev", "zScore") => Column(output => Rolling.ZScore(Close, 14, output)),
        ("bb", "percentB") => Column(output => BollingerBands.PercentB(Close, 20, output)),
        ("bb", "width") => Column(output => BollingerBands.Width(Close, 20, output)),
        ("aroon", _) => Column(output => Aroon.Compute(High, Low, 25, output), 100),
        ("chop", _) => Column(output => Choppiness.Compute(High, Low, Close, 14, output), 100),
        ("cmf", _) => Column(output => VolumeFlow.Money(High, Low, Close, Volume, 20, output)),
        ("donchian", "upperBand") => Column(output => DonchianChannel.Compute(High, Low, 20, output, new double[output.Length])),
        ("donchian", _) => Column(output => DonchianChannel.Compute(High, Low, 20, new double[output.Length], output)),
        ("kama", _) => Column(output => EfficiencyRatio.Compute(Close, 10, output)),
        ("slope", "slope") => Column(output => LinearTrend.Compute(Close, 14, output, new double[output.Length])),
        ("slope", _) => Column(output => LinearTrend.Compute(Close, 14, new double[output.Length], output)),
        ("tr", _) => Column(output => TrueRange.Compute(High, Low, Close, output)),
        ("vwma", _) => Column(output => VolumeFlow.WeightedAverage(Close, Volume, 14, output)),
        ("ema", _) => WholePast(20, bars => Last(MovingAverage.Exponential(20, bars), Close.AsSpan(0, bars))),
        ("smma", _) => WholePast(20, bars => Last(MovingAverage.Wilder(20, bars), Close.AsSpan(0, bars))),
        ("atr", _) => WholePast(15, AverageTrueRange),
        ("rsi", _) => WholePast(15, Strength),
        ("macd", "macd") => MacdLine(),
        ("macd", _) => MacdSignal(),
        _ => throw new ArgumentOutOfRangeException(nameof(indicator)),
    };

    private static double AverageTrueRange(int bars)
    {
        double[] ranges = new double[bars];
        TrueRange.Compute(High.AsSpan(0, bars), Low.AsSpan(0, bars), Close.AsSpan(0, bars), ranges);
        return Last(MovingAverage.Wilder(14, bars - 1), ranges);
    }

    private static double Strength(int bars)
    {
        double[] output = new double[bars];
        RelativeStrength.Compute(Close.AsSpan(0, bars), MovingAverage.Wilder(14, bars - 1), output);
        return 100 * output[^1];
    }

    private static double[] MacdLine() => WholePast(26, bars =>
        Last(MovingAverage.Exponential(12, bars), Close.AsSpan(0, bars)) - Last(MovingAverage.Exponential(26, bars), Close.AsSpan(0, bars)));

    private static double[] MacdSignal()
    {
        double[] line = MacdLine();
        return WholePast(34, bars => Last(MovingAverage.Exponential(9, bars - 25), line.AsSpan(25, bars - 25)));
    }

    /// <summary>The value of each bar from all bars up to it, from the first that has <paramref name="least"/> bars.</summary>
    private static double[] WholePast(int least, Func<int, double> valueOf) =>
        [.. Enumerable.Range(1, Close.Length).Select(bars => bars < least ? double.NaN : valueOf(bars))];

    private static double Last(MovingAverage average, ReadOnlySpan<double> values)
    {
        double[] output = new double[values.Length];
        average.Apply(values, output);
        return output[^1];
    }

    private static double[] Column(Action<double[]> compute, double scale = 1)
    {
        double[] output = new double[Close.Length];
        compute(output);
        for (int i = 0; i < output.Length; i++) output[i] *= scale;
        return output;
    }

    private static double[] Quotes(string name) => Doubles(Reference.GetProperty("quotes").GetProperty(name));

    private static double[] Doubles(JsonElement array) => [.. array.EnumerateArray().Select(value => value.ValueKind == JsonValueKind.Null ? double.NaN : value.GetDouble())];
}
