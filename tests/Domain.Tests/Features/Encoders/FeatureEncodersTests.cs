using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Features.Encoders;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Tests.Features.Indicators;

namespace ServerlessTraining.Domain.Tests.Features.Encoders;

public sealed class FeatureEncodersTests
{
    private const int Row = 150;
    private static readonly BarSeries Bars = RandomMarket.Walk(new SeededRandom(Property.Seed), 200);

    [Fact]
    public void TimeDelta_Levels_AreLogChangesToTheBarBefore()
    {
        Bar now = Bars[Row];
        Bar before = Bars[Row - 1];

        AssertLevels(
            FeatureEncoders.TimeDelta,
            [
                Math.Log(now.Open / before.Open), Math.Log(now.High / before.High), Math.Log(now.Low / before.Low), Math.Log(now.Close / before.Close),
                Math.Log((1 + now.Volume) / (1 + before.Volume)),
            ]);
    }

    [Fact]
    public void Absolute_Levels_AreTheValues()
    {
        Bar now = Bars[Row];

        AssertLevels(FeatureEncoders.Absolute, [now.Open, now.High, now.Low, now.Close, now.Volume]);
    }

    [Fact]
    public void Normalized_Levels_AreScoresOfTheNewestHundred() => AssertLevels(
        FeatureEncoders.Normalized, [Score(Bars.Open), Score(Bars.High), Score(Bars.Low), Score(Bars.Close), Score(Bars.Volume)]);

    [Fact]
    public void Normalized_FlatMarket_IsZero()
    {
        FeatureMatrix matrix = FeatureSystems.Poc16Ma5.Compute(Series.Flat(130, Timeframe.H1, 0.1 + 0.2), new FeatureOptions { Encoder = FeatureEncoders.Normalized });

        Assert.Equal([0.0, 0, 0, 0, 0], matrix.Row(129)[..5]);
        Assert.Equal(0, matrix.Row(129)[16]);
    }

    [Theory]
    [InlineData("time_delta")]
    [InlineData("absolute")]
    [InlineData("normalized")]
    public void Parse_KnownName_GivesTheEncoder(string name) => Assert.Equal(name, FeatureEncoders.Parse(name.ToUpperInvariant()).Name);

    [Fact]
    public void Parse_UnknownName_ListsAll() => Assert.Equal(
        "'raw' is not a feature encoder. The feature encoders are time_delta, absolute, normalized.",
        Assert.Throws<ServerlessTrainingException>(() => FeatureEncoders.Parse("raw")).Message);

    private static void AssertLevels(FeatureEncoder encoder, double[] expected)
    {
        ReadOnlySpan<double> actual = FeatureSystems.Poc16.Compute(Bars, new FeatureOptions { Encoder = encoder }).Row(Row);
        for (int i = 0; i < expected.Length; i++) Near.Equal(expected[i], actual[i], what: $"level {i}");
    }

    private static double Score(ReadOnlySpan<double> values)
    {
        ReadOnlySpan<double> newest = values.Slice(Row - 99, 100);
        return (values[Row] - Textbook.Mean(newest)) / Textbook.Deviation(newest);
    }
}
