using System.Text.Json;
using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Domain.Tests.Metrics;

public sealed class StatisticsTests
{
    /// <summary>The reference vectors are written to twelve decimals, their figures are those of the vectors before that.</summary>
    private const double Rounded = 1e-10;

    private static readonly JsonElement Vectors = ReferenceData.Load("sklearn_scipy_vectors").GetProperty("statistics");
    private static readonly double[] Left = Expect.Numbers(Vectors.GetProperty("a"));
    private static readonly double[] Right = Expect.Numbers(Vectors.GetProperty("b"));

    [Fact]
    public void Moments_ReferenceVector_AreTheReferenceValues()
    {
        Expect.SameAs(Vectors.GetProperty("skew_a_biased"), Statistics.Skewness(Left), Rounded);
        Expect.SameAs(Vectors.GetProperty("kurtosis_a_pearson_biased"), Statistics.Kurtosis(Left), 10 * Rounded);
    }

    [Fact]
    public void Correlations_ReferenceVectors_AreTheReferenceValues()
    {
        Expect.SameAs(Vectors.GetProperty("pearson"), Statistics.Correlation(Left, Right), Rounded);
        Expect.SameAs(Vectors.GetProperty("spearman"), Statistics.RankCorrelation(Left, Right), Rounded);
    }

    [Fact]
    public void MeanAndVariance_SmallNumbersOnALargeLevel_AreExact()
    {
        double[] values = [1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16];

        Expect.Near(1e9 + 10, Statistics.Mean(values), 0);
        Expect.Near(30, Statistics.SampleVariance(values), 0);
    }

    [Fact]
    public void Ranks_EqualValues_ShareTheMeanRank() =>
        Assert.Equal([2, 4.5, 1, 4.5, 4.5, 4.5, 7], Statistics.Ranks([0, 3, -1, 3, 3, 3, 8]));

    [Fact]
    public void Moments_TooFewOrEqualValues_AreUndefined()
    {
        Expect.Undefined("there are no values", Statistics.Mean([]));
        Expect.Undefined("there are fewer than two values", Statistics.SampleVariance([1]));
        Expect.Undefined("there are fewer than two values", Statistics.Skewness([1]));
        Expect.Undefined("all values are equal", Statistics.Kurtosis([0.1, 0.1, 0.1]));
        Expect.Undefined("all values are equal", Statistics.Correlation([1, 2, 3], [0.1, 0.1, 0.1]));
        Expect.Undefined("the values are too large to be squared", Statistics.Correlation([1e300, -1e300], [1, 2]));
    }

    [Fact]
    public void RankCorrelation_MonotoneMapOfOneSide_DoesNotChange() => Property.Holds(random =>
    {
        double[] left = Expect.Gaussians(random, 2 + random.Next(40));
        double[] right = Expect.Gaussians(random, left.Length);

        Assert.Equal(Statistics.RankCorrelation(left, right), Statistics.RankCorrelation(left, [.. right.Select(Math.Exp)]));
    });

    [Fact]
    public void Correlation_UnequalOrBrokenInput_IsRefusedWithAllFaults() => Expect.Refused(
        "There are 3 values on the left but 2 on the right; they must come in pairs. Cut both to the same bars. "
        + "2 of 3 left values cannot be used, the first is left value 1 (counted from 0), NaN; each must be a finite number. "
        + "Drop what has no value, on both sides where two series are compared.",
        () => Statistics.Correlation([1, double.NaN, double.PositiveInfinity], [1, 2]));
}
