using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Domain.Tests.Metrics;

public sealed class EffectiveTrialsTests
{
    private const int Observations = 250;

    [Theory]
    [InlineData(1, 135, 1)]
    [InlineData(3, 45, 3)]
    [InlineData(135, 1, 135)]
    public void Count_NearCopies_IsTheNumberOfOriginals(int originals, int copies, int expected)
    {
        double[][] rows = Copies(new SeededRandom(Property.Seed), originals, copies, noise: 0.1);

        Assert.Equal(expected, EffectiveTrials.Count(Matrix(rows)));
    }

    [Fact]
    public void Count_ExactCopies_AreOneInSpiteOfTies()
    {
        double[][] rows = Copies(new SeededRandom(Property.Seed), 2, 1, noise: 0);

        Assert.Equal(2, EffectiveTrials.Count(Matrix([.. Enumerable.Repeat(rows, 10).SelectMany(copy => copy)])));
    }

    [Fact]
    public void Count_RelatedButDifferentTrials_StayApart() =>
        Assert.Equal(40, EffectiveTrials.Count(Matrix(Copies(new SeededRandom(Property.Seed), 1, 40, noise: 0.6))));

    [Fact]
    public void Count_OppositeTrials_AreTwo() => Assert.Equal(2, EffectiveTrials.Count(new TrialReturns([1, -2, 3, -1, 2, -3], 2)));

    [Fact]
    public void Count_TrialsThatNeverTraded_AreOneBetOfTheirOwn() =>
        Assert.Equal(2, EffectiveTrials.Count(new TrialReturns([0, 0, 0, 0, 0, 0, 1, -2, 3], 3)));

    [Fact]
    public void Count_TooShortForACorrelation_CountsAll() => Assert.Equal(3, EffectiveTrials.Count(new TrialReturns([1, 2, 3], 3)));

    [Fact]
    public void Count_AnyTrials_IsWhatMergingTheNearestPairGives() => Property.Holds(
        random =>
        {
            double[][] rows = Copies(random, 1 + random.Next(4), 1 + random.Next(6), noise: 0.2 + random.NextDouble());
            double correlation = 0.2 + (0.7 * random.NextDouble());

            Assert.Equal(Naive(rows, Math.Sqrt((1 - correlation) / 2)), EffectiveTrials.Count(Matrix(rows), correlation));
        },
        runs: 100);

    [Fact]
    public void Count_OrderAndScaleOfTrials_DoNotMatter() => Property.Holds(
        random =>
        {
            double[][] rows = Copies(random, 3, 5, noise: 0.4);
            double[][] other = [.. rows.Reverse().Select((row, i) => row.Select(value => value * Math.Pow(10, i)).ToArray())];

            Assert.Equal(EffectiveTrials.Count(Matrix(rows)), EffectiveTrials.Count(Matrix(other)));
        },
        runs: 30);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Count_ImpossibleCut_IsRefused(double correlation) => Expect.Refused(
        $"Trials are one bet from a correlation above 0 and below 1, but {correlation} was asked for.",
        () => EffectiveTrials.Count(new TrialReturns([1, 2, 3], 1), correlation));

    private static TrialReturns Matrix(double[][] rows) => new([.. rows.SelectMany(row => row)], rows.Length);

    private static double[][] Copies(SeededRandom random, int originals, int copies, double noise) =>
        [.. Enumerable.Range(0, originals).SelectMany(_ =>
        {
            double[] original = Expect.Gaussians(random, Observations);
            return Enumerable.Range(0, copies).Select(_ => Expect.Gaussians(random, Observations, 0, noise).Zip(original, (left, right) => left + right).ToArray());
        })];

    /// <summary>The definition: merge the two clusters with the least mean distance until it exceeds the cut.</summary>
    private static int Naive(double[][] rows, double cut)
    {
        List<int[]> clusters = [.. Enumerable.Range(0, rows.Length).Select(row => (int[])[row])];
        while (clusters.Count > 1)
        {
            (double distance, int[] left, int[] right) = (
                from first in clusters
                from second in clusters
                where first[0] < second[0]
                let distances = from a in first from b in second select Math.Sqrt((1 - Statistics.Correlation(rows[a], rows[b]).Value!.Value) / 2)
                select (distances.Average(), first, second)).MinBy(pair => pair.Item1);
            if (distance > cut) break;
            clusters.Remove(left);
            clusters.Remove(right);
            clusters.Add([.. left, .. right]);
        }

        return clusters.Count;
    }
}
