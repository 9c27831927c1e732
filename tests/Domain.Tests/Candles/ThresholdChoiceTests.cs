using ServerlessTraining.Domain.Candles;
using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Domain.Tests.Candles;

public sealed class ThresholdChoiceTests
{
    private const ulong Seed = 11;

    [Fact]
    public void BestF1_RandomRows_IsTheBestOfAllThresholds()
    {
        SeededRandom random = new(Seed);
        for (int round = 0; round < 200; round++)
        {
            int count = 2 + random.Next(40);
            double[] labels = [1, 0, .. Enumerable.Range(0, count).Select(_ => (double)random.Next(2))];

            // Few values, so that many are equal.
            double[] probabilities = [.. labels.Select(_ => random.Next(8) / 8.0)];

            ThresholdChoice chosen = ThresholdChoice.BestF1(labels, probabilities);

            double best = probabilities.Max(threshold => F1(labels, probabilities, threshold));
            Assert.Equal(best, F1(labels, probabilities, chosen.Threshold), 12);
            Assert.Equal(best, chosen.F1!.Value, 12);
            Assert.Null(chosen.Note);
        }
    }

    [Fact]
    public void BestF1_Threshold_LiesHalfWayBetweenWhatItParts() =>
        Assert.Equal(0.6, ThresholdChoice.BestF1([0, 0, 1, 1], [0.1, 0.5, 0.7, 0.9]).Threshold, 12);

    /// <summary>One rise of two alone, and both with two others, have the same F1 of 2/3.</summary>
    [Theory]
    [InlineData(0.9, 0.3, 0.2, 0.1, 0.6)]
    [InlineData(0.9, 0.8, 0.7, 0.6, 0.6)]
    [InlineData(0.875, 0.625, 0.5, 0.25, 0.25)]
    public void BestF1_Ties_TakeTheOneNearestToAHalfThenTheLower(double first, double second, double third, double fourth, double threshold)
    {
        ThresholdChoice chosen = ThresholdChoice.BestF1([1, 0, 0, 1], [first, second, third, fourth]);

        Assert.Equal(threshold, chosen.Threshold, 12);
        Assert.Equal(2.0 / 3, chosen.F1!.Value, 12);
    }

    [Fact]
    public void BestF1_EqualProbabilities_TakesAllAsRises()
    {
        ThresholdChoice chosen = ThresholdChoice.BestF1([1, 0], [0.4, 0.4]);

        Assert.Equal(0.4, chosen.Threshold);
        Assert.Equal(2.0 / 3, chosen.F1!.Value, 12);
    }

    [Fact]
    public void BestF1_NeighbouringDoubles_PartsThem()
    {
        double above = Math.BitIncrement(0.4);

        ThresholdChoice chosen = ThresholdChoice.BestF1([0, 1], [0.4, above]);

        Assert.Equal(above, chosen.Threshold);
        Assert.Equal(1, chosen.F1);
    }

    [Theory]
    [InlineData(1, 1.0, "0.5 was taken: no label is negative")]
    [InlineData(0, 0.0, "0.5 was taken: no label is positive")]
    public void BestF1_OneClass_IsAHalfAndSaysWhy(int label, double f1, string note)
    {
        ThresholdChoice chosen = ThresholdChoice.BestF1([label, label], [0.6, 0.7]);

        Assert.Equal(new ThresholdChoice(0.5, f1, note), chosen);
    }

    [Fact]
    public void BestF1_NoRows_IsAHalf() => Assert.Equal(new ThresholdChoice(0.5, null, "0.5 was taken: there are no labels"), ThresholdChoice.BestF1([], []));

    private static double F1(double[] labels, double[] probabilities, double threshold) => ConfusionMatrix.Of(labels, probabilities, threshold).F1.Value ?? 0;
}
