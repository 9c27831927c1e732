using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Domain.Tests.Metrics;

public sealed class PairedComparisonTests
{
    private const int Markets = 2000;
    private const int Bars = 720;
    private static readonly double[] Zeros = new double[Bars];

    /// <summary>Of 2,000 pairs without a difference 5 % may be called different; two standard errors of that count are 1 %. Strong ties in time cost a little.</summary>
    [Theory]
    [InlineData(0, 0.04, 0.06)]
    [InlineData(0.5, 0.04, 0.062)]
    [InlineData(0.8, 0.04, 0.075)]
    public void Of_EqualModelsWithTiesInTime_FindsADifferenceInOneOfTwenty(double tie, double least, double most) =>
        Assert.InRange(ShareFound(random => Autoregressive(random, tie), overlap: 1), least, most);

    [Theory]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(24)]
    public void Of_EqualModelsWithOverlappingLabels_FindsADifferenceInOneOfTwenty(int horizon) =>
        Assert.InRange(ShareFound(random => MovingSum(random, horizon), horizon), 0.035, 0.065);

    /// <summary>The case that the plain test is wrong in: it takes each of ten overlapping labels for news.</summary>
    [Fact]
    public void PlainTest_OverlappingLabels_FindsDifferencesThatAreNotThere()
    {
        double found = Share(random =>
        {
            double[] differences = MovingSum(random, 10);
            double mean = differences.Average();
            double variance = differences.Sum(value => (value - mean) * (value - mean)) / (Bars - 1);
            return Math.Abs(mean) / Math.Sqrt(variance / Bars) > 1.96;
        });

        Assert.InRange(found, 0.4, 0.7);
    }

    [Fact]
    public void Of_EqualModels_GivesEveryPValueAsOften()
    {
        int[] tenths = new int[10];
        SeededRandom seeds = new(Property.Seed);
        for (int i = 0; i < Markets; i++)
        {
            tenths[(int)Math.Min(9, PairedComparison.Of(MovingSum(seeds.Fork((ulong)i), 3), Zeros, 3).PValue.Value!.Value * 10)]++;
        }

        // A tenth is 200, and its count has a standard deviation of 13.
        Assert.All(tenths, count => Assert.InRange(count, 150, 250));
    }

    [Fact]
    public void Of_KnownDifference_IsFoundWithItsSize()
    {
        int covered = 0;
        double found = Share(random =>
        {
            PairedComparison comparison = PairedComparison.Of([.. MovingSum(random, 3).Select(value => value + 0.6)], Zeros, 3);
            if (comparison.Low.Value < 0.6 && comparison.High.Value > 0.6) covered++;
            return comparison is { PValue.Value: < 0.05, MeanDifference.Value: > 0 };
        });

        Assert.InRange(found, 0.99, 1);
        Assert.InRange((double)covered / Markets, 0.935, 0.965);
    }

    [Fact]
    public void Of_SidesExchanged_IsTheMirror()
    {
        double[] left = Autoregressive(new SeededRandom(3), 0.3);
        double[] right = Autoregressive(new SeededRandom(4), 0.3);

        PairedComparison one = PairedComparison.Of(left, right, 2);
        PairedComparison other = PairedComparison.Of(right, left, 2);

        Assert.Equal(one.MeanDifference.Value!.Value, -other.MeanDifference.Value!.Value, 12);
        Assert.Equal(one.PValue.Value!.Value, other.PValue.Value!.Value, 12);
        Assert.Equal(one.Low.Value!.Value, -other.High.Value!.Value, 12);
    }

    [Fact]
    public void Of_OneModelTwice_SaysThatNothingDiffers()
    {
        double[] values = Autoregressive(new SeededRandom(3), 0.3);

        PairedComparison comparison = PairedComparison.Of(values, values, 1);

        Assert.Equal((0, "all differences are equal"), (comparison.MeanDifference.Value, comparison.PValue.Reason));
    }

    [Fact]
    public void Of_TooFewForTheOverlap_SaysHowManyAreNeeded()
    {
        PairedComparison comparison = PairedComparison.Of(Zeros.AsSpan(0, 199), Autoregressive(new SeededRandom(3), 0).AsSpan(0, 199), 10);

        Assert.Equal("there are 199 pairs, and 200 are needed where a value looks 10 bars ahead", comparison.PValue.Reason);
        Assert.True(comparison.MeanDifference.IsDefined);
    }

    [Fact]
    public void Of_Unusable_SaysAllOfIt() => Assert.Equal(
        "There are 2 left values but 1 right values; they must come in pairs. Cut both to the same bars. The overlap is 0 bars; it must be 1 or more. "
        + "The confidence is 1; it must be above 0.5 and below 1.",
        Assert.Throws<ServerlessTrainingException>(() => PairedComparison.Of([1, 2], [1], 0, 1)).Message);

    private static double ShareFound(Func<SeededRandom, double[]> differences, int overlap) =>
        Share(random => PairedComparison.Of(differences(random), Zeros, overlap).PValue.Value < 0.05);

    private static double Share(Func<SeededRandom, bool> found)
    {
        SeededRandom seeds = new(Property.Seed);
        return (double)Enumerable.Range(0, Markets).Count(i => found(seeds.Fork((ulong)i))) / Markets;
    }

    private static double[] Autoregressive(SeededRandom random, double tie)
    {
        double[] values = new double[Bars];
        double last = random.NextGaussian() / Math.Sqrt(1 - (tie * tie));
        for (int i = 0; i < Bars; i++) values[i] = last = (tie * last) + random.NextGaussian();
        return values;
    }

    /// <summary>What labels over so many bars look like: neighbours share all news but one.</summary>
    private static double[] MovingSum(SeededRandom random, int horizon)
    {
        double[] news = new double[Bars + horizon];
        for (int i = 0; i < news.Length; i++) news[i] = random.NextGaussian();
        double[] values = new double[Bars];
        for (int i = 0; i < Bars; i++)
        {
            for (int k = 0; k < horizon; k++) values[i] += news[i + k];
        }

        return values;
    }
}
