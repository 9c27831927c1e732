using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Domain.Presets;

namespace ServerlessTraining.Domain.Tests.Presets;

public sealed class PopulationStabilityTests
{
    /// <summary>Halves of 0.5 and 0.5 against 0.25 and 0.75: 0.25 ln 2 + 0.25 ln 1.5 by hand.</summary>
    [Fact]
    public void Index_TwoBins_IsTheSumByHand() =>
        Assert.Equal((0.25 * Math.Log(2)) + (0.25 * Math.Log(1.5)), PopulationStability.Index([1, 2, 3, 4], [1.5, 3.5, 5, 6], 2).Value!.Value, 1e-12);

    [Fact]
    public void Index_EmptyBin_IsCountedWithTheDocumentedShare()
    {
        const double E = PopulationStability.EmptyShare;

        Assert.Equal(((0.5 - E) * Math.Log(0.5 / E)) + (0.5 * Math.Log(2)), PopulationStability.Index([1, 2, 3, 4], [3, 4], 2).Value!.Value, 1e-12);
    }

    [Fact]
    public void Index_SameSample_IsZero() => Property.Holds(random =>
    {
        double[] sample = Sample(random, 50, 0, 1);

        Assert.Equal(0, PopulationStability.Index(sample, Enumerable.Reverse(sample).ToArray()).Value);
    });

    [Fact]
    public void Index_AnySamples_IsFiniteAndNotNegative() => Property.Holds(random =>
    {
        double[] reference = [.. Sample(random, 20 + random.Next(50), 0, 1).Select(v => Math.Round(v))];

        MetricValue index = PopulationStability.Index(reference, Sample(random, 1 + random.Next(50), random.NextGaussian() * 100, 5));

        if (reference.Distinct().Count() > 1) Assert.True(index.Value >= 0, index.ToString());
        else Assert.Equal("all reference values are equal", index.Reason);
    });

    [Fact]
    public void Index_AnyIncreasingTransformOfBoth_ChangesNothing() => Property.Holds(random =>
    {
        double[] reference = Sample(random, 60, 0, 1);
        double[] current = Sample(random, 40, 0.5, 1);

        Assert.Equal(PopulationStability.Index(reference, current), PopulationStability.Index([.. reference.Select(Math.Exp)], [.. current.Select(Math.Exp)]));
    });

    /// <summary>For normal samples a shift by one standard deviation has an index of 1 in the limit of fine bins; ten bins see a little
    /// less.</summary>
    [Fact]
    public void Index_ShiftByOneDeviation_IsJustBelowOne()
    {
        SeededRandom random = new(Property.Seed);

        double index = PopulationStability.Index(Sample(random, 100_000, 0, 1), Sample(random, 100_000, 1, 1)).Value!.Value;

        Assert.InRange(index, 0.9, 1.0);
    }

    [Theory]
    [InlineData(5, 60)]
    [InlineData(95, 40)]
    [InlineData(50, 90)]
    public void Index_FeatureOfTwoValues_SeesTheirShares(int zerosBefore, int zerosNow)
    {
        double a = zerosBefore / 100.0;
        double b = zerosNow / 100.0;

        double index = PopulationStability.Index(Zeros(zerosBefore), Zeros(zerosNow)).Value!.Value;

        Assert.Equal(((b - a) * Math.Log(b / a)) + ((a - b) * Math.Log((1 - b) / (1 - a))), index, 1e-12);
    }

    /// <summary>The half falls among the twos, whose nearer end is behind them: the bins are six values up to 2, and four above.</summary>
    [Fact]
    public void Index_CutAmongEquals_MovesToTheirNearerEnd() =>
        Assert.Equal(0, PopulationStability.Index([1, 2, 2, 2, 2, 2, 3, 3, 3, 3], [1, 1, 1, 1, 1, 1, 3, 3, 3, 3], 2).Value);

    [Fact]
    public void Index_WhatCannotBeCompared_IsUndefined()
    {
        double[] ten = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

        Assert.Equal("the reference has 9 values, fewer than the 10 bins", PopulationStability.Index(ten.AsSpan(1), ten).Reason);
        Assert.Equal("there are no current values", PopulationStability.Index(ten, []).Reason);
        Assert.Equal("a value is not a finite number", PopulationStability.Index(ten, [1, double.NaN]).Reason);
        Assert.Equal("all reference values are equal", PopulationStability.Index([.. ten.Select(_ => 3.0)], ten).Reason);
    }

    [Fact]
    public void Index_OneBin_IsRefused()
    {
        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => PopulationStability.Index([1, 2], [1, 2], 1));

        Assert.Equal("1 bins cannot show a change of distribution. Allowed are 2 or more.", error.Message);
    }

    private static double[] Zeros(int count) => [.. Enumerable.Range(0, 100).Select(i => i < count ? 0.0 : 1.0)];

    private static double[] Sample(SeededRandom random, int count, double mean, double deviation) =>
        [.. Enumerable.Range(0, count).Select(_ => mean + (deviation * random.NextGaussian()))];
}
