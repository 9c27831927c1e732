using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Tests.Features;

/// <summary>What holds for every feature system, encoder and timeframe. The features of a bar are a function of the warm-up and the bar
/// itself, so equality is to the last bit.</summary>
public sealed class FeatureSystemLawTests
{
    private const int Most = 5200;

    public static TheoryData<string, string, string> Cases => FeatureCases.All;

    [Theory]
    [MemberData(nameof(Cases))]
    public void Compute_TheFutureTimesAMillion_ChangesNothingUpToThatBar(string system, string encoder, string timeframe) => Property.Holds(
        random =>
        {
            BarSeries bars = Walk(random, timeframe);
            int last = random.Next(bars.Count);

            FeatureMatrix expected = Compute(system, encoder, bars);
            FeatureMatrix actual = Compute(system, encoder, RandomMarket.Poisoned(bars, last));

            FeatureCases.AssertSame(expected.Rows(..(last + 1)), actual.Rows(..(last + 1)), expected);
        },
        runs: 8);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Compute_ThePastBeyondTheWarmUpTimesAMillion_ChangesNothingAfter(string system, string encoder, string timeframe) => Property.Holds(
        random =>
        {
            BarSeries bars = Walk(random, timeframe);
            FeatureMatrix expected = Compute(system, encoder, bars);
            int row = expected.WarmUp + random.Next(expected.RowCount - expected.WarmUp);

            FeatureMatrix actual = Compute(system, encoder, Series.Scaled(bars, i => i < row - expected.WarmUp ? 1e6 : 1));

            FeatureCases.AssertSame(expected.Rows(row..), actual.Rows(row..), expected);
        },
        runs: 8);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Compute_SliceThatStartsLater_GivesTheSameRows(string system, string encoder, string timeframe) => Property.Holds(
        random =>
        {
            BarSeries bars = Walk(random, timeframe);
            int from = random.Next(bars.Count);

            FeatureMatrix whole = Compute(system, encoder, bars);
            FeatureMatrix slice = Compute(system, encoder, bars.Slice(from, bars.Count - from));

            FeatureCases.AssertSame(whole.Rows((from + slice.WarmUp)..), slice.Rows(slice.WarmUp..), whole);
        },
        runs: 8);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Compute_500And5000BarsOfHistory_GiveTheSameFeatures(string system, string encoder, string timeframe)
    {
        BarSeries bars = RandomMarket.Walk(new SeededRandom(Property.Seed), 5001, Timeframe.Parse(timeframe));

        FeatureMatrix after5000 = Compute(system, encoder, bars);
        FeatureMatrix after500 = Compute(system, encoder, bars.Slice(4500, 501));

        Assert.InRange(after500.WarmUp, 0, 500);
        FeatureCases.AssertSame(after5000.Row(5000), after500.Row(500), after5000);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Compute_ExactlyTheWarmUpAndOneBar_GivesOneUsableRow(string system, string encoder, string timeframe)
    {
        int warmUp = FeatureSystems.Parse(system).WarmUp(Timeframe.Parse(timeframe), FeatureCases.Options(encoder));
        BarSeries bars = RandomMarket.Walk(new SeededRandom(Property.Seed), warmUp + 1, Timeframe.Parse(timeframe));

        FeatureMatrix matrix = Compute(system, encoder, bars);

        Assert.Equal(warmUp, matrix.WarmUp);
        Assert.Equal(warmUp + 1, matrix.RowCount);
        Assert.True(double.IsFinite(matrix[warmUp, 0]));
        Assert.All(matrix.Rows(..warmUp).ToArray(), value => Assert.True(double.IsNaN(value)));
        Assert.Equal(warmUp, Compute(system, encoder, bars.Slice(1, warmUp)).WarmUp);
    }

    /// <summary>A matrix refuses values that are not finite, so that it is made is the proof.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void Compute_MarketsOfExtremeShape_GivesFiniteFeatures(string system, string encoder, string timeframe)
    {
        SeededRandom random = new(Property.Seed);
        Timeframe length = Timeframe.Parse(timeframe);
        BarSeries walk = RandomMarket.Walk(random, 900, length);
        BarSeries[] markets =
        [
            Series.Flat(900, length, 1e-6), Series.Flat(900, length, 1e6), Series.Flat(900, length, 0.1 + 0.2),
            Series.Scaled(walk, _ => 1e-6), Series.Scaled(walk, _ => 1e6), Series.Scaled(walk, _ => 1, volume: 0),
            Series.Scaled(walk, i => i % 97 > 48 ? 1e6 : 1), Series.Scaled(walk, i => i == 600 ? 1e9 : 1, volume: 1e9),
            Series.WithHoles(walk, random), RandomMarket.Walk(random, 900, length, volatility: 1e-12),
            Series.Of([.. Series.Bars(Series.Flat(700, length, 5)), .. Series.Bars(walk).Skip(700)], length),
        ];

        Assert.All(markets, market =>
        {
            FeatureMatrix matrix = Compute(system, encoder, market);
            Assert.True(matrix.WarmUp < matrix.RowCount);
            Assert.Equal(market.Count, matrix.RowCount);
            Assert.Equal(FeatureSystems.Parse(system).FeatureNames(length, FeatureCases.Options(encoder)), matrix.Names);
        });
    }

    [Theory]
    [InlineData("v1", "15m")]
    [InlineData("v2", "1h")]
    [InlineData("v2", "1d")]
    public void Compute_OtherUnitsOfPriceAndVolume_GivesTheSameFeatures(string system, string timeframe)
    {
        BarSeries bars = RandomMarket.Walk(new SeededRandom(Property.Seed), 900, Timeframe.Parse(timeframe));

        FeatureMatrix expected = Compute(system, "time_delta", bars);
        FeatureMatrix actual = Compute(system, "time_delta", Series.Scaled(bars, _ => 0.037, volume: 700));

        ReadOnlySpan<double> left = expected.Rows(expected.WarmUp..);
        ReadOnlySpan<double> right = actual.Rows(actual.WarmUp..);
        for (int i = 0; i < left.Length; i++) Assert.InRange(right[i] - left[i], -1e-10, 1e-10);
    }

    private static BarSeries Walk(SeededRandom random, string timeframe)
    {
        // Sometimes more than a block of rows, often not a whole number of vectors; sometimes with bars missing.
        BarSeries bars = RandomMarket.Walk(random, 600 + random.Next(Most - 600), Timeframe.Parse(timeframe));
        int from = random.Next(50);
        bars = bars.Slice(from, bars.Count - from);
        return random.Next(2) == 0 ? bars : Series.WithHoles(bars, random);
    }

    private static FeatureMatrix Compute(string system, string encoder, BarSeries bars) => FeatureSystems.Parse(system).Compute(bars, FeatureCases.Options(encoder));
}
