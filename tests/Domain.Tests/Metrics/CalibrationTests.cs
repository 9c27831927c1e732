using System.Text.Json;
using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Domain.Tests.Metrics;

public sealed class CalibrationTests
{
    private static readonly JsonElement Vectors = ReferenceData.Load("sklearn_scipy_vectors").GetProperty("classification_and_calibration");

    [Fact]
    public void Of_ReferenceVectors_GivesTheReferenceBins()
    {
        Calibration calibration = Calibration.Of(Expect.Numbers(Vectors.GetProperty("y")), Expect.Numbers(Vectors.GetProperty("p")));
        JsonElement bins = Vectors.GetProperty("reliability_uniform10");

        // The reference is written to twelve decimals.
        Assert.Equal(Expect.Numbers(bins.GetProperty("fraction_positive")), calibration.Bins.Select(bin => Math.Round(bin.PositiveRate, 12)));
        Assert.Equal(Expect.Numbers(bins.GetProperty("mean_predicted")), calibration.Bins.Select(bin => Math.Round(bin.MeanPredicted, 12)));
    }

    [Fact]
    public void Of_ProbabilitiesOnEdges_BelongToTheBinBelow() => Assert.Equal(
        [new ReliabilityBin(0, 0.1, 2, 0.05, 0.5), new ReliabilityBin(0.2, 0.3, 1, 0.3, 1), new ReliabilityBin(0.9, 1, 1, 1, 1)],
        Calibration.Of([0, 1, 1, 1], [0, 0.1, 0.3, 1]).Bins);

    [Fact]
    public void Of_AnyProbabilities_LieInTheirBinsAndAllAreCounted() => Property.Holds(random =>
    {
        int bins = 1 + random.Next(30);
        double[] probabilities = [.. Enumerable.Range(0, 1 + random.Next(60)).Select(_ => random.Next(2) == 0 ? random.NextDouble() : (double)random.Next(bins + 1) / bins)];
        double[] labels = [.. probabilities.Select(_ => (double)random.Next(2))];

        Calibration calibration = Calibration.Of(labels, probabilities, bins);

        Assert.All(calibration.Bins, bin => Assert.Equal(
            bin.Count,
            probabilities.Count(probability => (probability > bin.Lower || probability == 0) && probability <= bin.Upper && (probability > 0 || bin.Lower == 0))));
        Assert.Equal(probabilities.Length, calibration.Bins.Sum(bin => bin.Count));
    });

    [Fact]
    public void Of_NoLabels_HasNoError() => Expect.Undefined("there are no labels", Calibration.Of([], []).ExpectedError);

    [Fact]
    public void Of_NoBins_IsRefused() => Expect.Refused("A calibration has 1 to 1000 bins, but 0 were asked for.", () => Calibration.Of([], [], 0));
}
