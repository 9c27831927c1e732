using ServerlessTraining.Domain;
using ServerlessTraining.Search.Pruning;

namespace ServerlessTraining.Search.Tests.Pruning;

public sealed class PrunerTests
{
    private static readonly MedianPruner Median = new(new MedianPrunerOptions { WarmUpTrials = 4, WarmUpSteps = 1 });
    private static readonly HalvingPruner Halving = new();
    private static readonly HalvingPruner Asha = new(new HalvingPrunerOptions { Asynchronous = true });

    public static TheoryData<string> Each => ["median", "halving", "asha"];

    [Theory]
    [MemberData(nameof(Each))]
    public void IsPruned_TheBestSoFar_Never(string name)
    {
        SeededRandom random = new(1);
        for (int round = 0; round < 300; round++)
        {
            IReadOnlyList<IReadOnlyList<double>>[] all = Field(random, 1 + random.Next(30), 1 + random.Next(9), 1);
            Assert.False(IsPruned(Of(name), all, Enumerable.Range(0, all.Length).MinBy(i => all[i][^1][0])));
        }
    }

    [Theory]
    [MemberData(nameof(Each))]
    public void IsPruned_WithSeveralObjectives_KeepsEveryNonDominatedAndGivesUpSome(string name)
    {
        SeededRandom random = new(2);
        int given = 0;
        for (int round = 0; round < 100; round++)
        {
            IReadOnlyList<IReadOnlyList<double>>[] all = Field(random, 30, 3, 3);
            for (int i = 0; i < all.Length; i++)
            {
                bool isDominated = all.Any(other => Dominates(other[^1], all[i][^1]));
                if (!IsPruned(Of(name), all, i)) continue;
                given++;
                Assert.True(isDominated);
            }
        }

        Assert.InRange(given, 500, 2000);
    }

    [Theory]
    [InlineData(9, 3, 3)]
    [InlineData(27, 3, 9)]
    [InlineData(10, 3, 3)]
    [InlineData(8, 4, 2)]
    [InlineData(2, 3, 1)]
    public void Halving_AtARung_KeepsExactlyTheBestOneInSoMany(int trials, int reduction, int kept)
    {
        HalvingPruner pruner = new(new HalvingPrunerOptions { Reduction = reduction });
        IReadOnlyList<IReadOnlyList<double>>[] all = Field(new SeededRandom(3), trials, 1, 1);
        int[] left = [.. Enumerable.Range(0, trials).Where(i => !IsPruned(pruner, all, i))];
        Assert.Equal(Enumerable.Range(0, trials).OrderBy(i => all[i][0][0]).Take(kept).Order(), left);
    }

    [Fact]
    public void Halving_BetweenRungs_GivesUpNobody()
    {
        for (int steps = 1; steps <= 30; steps++)
        {
            IReadOnlyList<IReadOnlyList<double>>[] all = Field(new SeededRandom(4), 12, steps, 1);
            int worst = Enumerable.Range(0, 12).MaxBy(i => all[i][^1][0]);
            Assert.Equal(steps is 1 or 3 or 9 or 27, IsPruned(Halving, all, worst));
        }
    }

    [Fact]
    public void Halving_ARank_IsNotCutInTwo()
    {
        // Two ranks of six and three: a third of nine is three, and the first rank goes on whole; the second does not.
        IReadOnlyList<IReadOnlyList<double>>[] all = [.. Enumerable.Range(0, 6).Select(i => One(i, 5 - i)), One(10, 10), One(11, 9.5), One(9.5, 11)];
        Assert.Equal([0, 1, 2, 3, 4, 5], Enumerable.Range(0, 9).Where(i => !IsPruned(Halving, all, i)));
    }

    [Fact]
    public void Asha_WithFewerThanTheReduction_LetsAllGoOn()
    {
        IReadOnlyList<IReadOnlyList<double>>[] two = [One(1), One(2)];
        Assert.False(IsPruned(Asha, two, 1));
        Assert.True(IsPruned(Halving, two, 1));
        IReadOnlyList<IReadOnlyList<double>>[] three = [One(1), One(2), One(3)];
        Assert.Equal([0], Enumerable.Range(0, 3).Where(i => !IsPruned(Asha, three, i)));
    }

    [Fact]
    public void Median_GivesUpThoseThatMoreThanHalfOfTheOthersBeat()
    {
        IReadOnlyList<IReadOnlyList<double>>[] all = [.. Enumerable.Range(0, 7).Select(i => new double[][] { [6 - i], [i] })];
        Assert.Equal([4, 5, 6], Enumerable.Range(0, 7).Where(i => IsPruned(Median, all, i)));
    }

    [Fact]
    public void Median_WhileItIsEarly_GivesUpNobody()
    {
        IReadOnlyList<IReadOnlyList<double>>[] one = Field(new SeededRandom(5), 20, 1, 1);
        Assert.DoesNotContain(true, Enumerable.Range(0, 20).Select(i => IsPruned(Median, one, i)));
        IReadOnlyList<IReadOnlyList<double>>[] few = Field(new SeededRandom(6), 4, 5, 1);
        Assert.DoesNotContain(true, Enumerable.Range(0, 4).Select(i => IsPruned(Median, few, i)));
        IReadOnlyList<IReadOnlyList<double>>[] enough = Field(new SeededRandom(6), 5, 5, 1);
        Assert.Contains(true, Enumerable.Range(0, 5).Select(i => IsPruned(Median, enough, i)));
    }

    [Fact]
    public void IsPruned_ComparesWithThoseOnlyThatCameAsFar()
    {
        double[][] trial = [[5], [5]];
        double[][][] others = [[[1]], [[1]], [[1]], [[1]], [[1]], [[9], [9]], [[9], [9]], [[9], [9]], [[9], [9]]];
        Assert.False(Median.IsPruned(trial, others));
        Assert.True(Median.IsPruned(trial, [.. others.Select(other => new[] { other[0], other[0] })]));
    }

    [Fact]
    public void IsPruned_OfNaN_StandsLast()
    {
        IReadOnlyList<IReadOnlyList<double>>[] all = [One(3), One(1), One(double.NaN), One(2), One(4), One(5)];
        Assert.Equal([3, 1], Enumerable.Range(0, 6).Where(i => !IsPruned(Halving, all, i)).OrderDescending());
        Assert.False(IsPruned(Asha, [One(double.NaN), One(double.NaN), One(double.NaN)], 0));
    }

    [Fact]
    public void IsPruned_OfEqualOnes_DoesNotTellThemApart()
    {
        IReadOnlyList<IReadOnlyList<double>>[] all = [.. Enumerable.Repeat(One(1), 9)];
        Assert.All<IPruner>([Median, Halving, Asha], pruner => Assert.False(IsPruned(pruner, all, 4)));
    }

    [Fact]
    public void Ranks_OfAnyField_AreThoseOfFrontsTakenAwayOneByOne()
    {
        SeededRandom random = new(7);
        double[][] field = [.. Enumerable.Range(0, 60).Select(_ => new double[] { random.Next(6), random.Next(6), random.Next(6) })];
        int[] expected = new int[field.Length];
        List<int> left = [.. Enumerable.Range(0, field.Length)];
        for (int rank = 0; left.Count > 0; rank++)
        {
            int[] front = [.. left.Where(i => !left.Any(j => Dominates(field[j], field[i])))];
            foreach (int i in front) expected[i] = rank;
            left.RemoveAll(front.Contains);
        }

        Assert.Equal(expected, Standing.Ranks(field));
    }

    [Fact]
    public void Options_OutOfRange_TellAll()
    {
        Assert.Equal(
            "The median pruner cannot be used: warm-up trials is 0; from 1 to 10000 trials is allowed; warm-up steps is -1; from 0 to 10000 steps is allowed; "
            + "share is NaN; from 0.1 to 0.9 of the others is allowed.",
            Assert.Throws<ServerlessTrainingException>(() => new MedianPruner(new MedianPrunerOptions { WarmUpTrials = 0, WarmUpSteps = -1, Share = double.NaN })).Message);
        Assert.Equal(
            "The halving pruner cannot be used: reduction is 1; from 2 to 10 trials is allowed; first rung is 0; from 1 to 10000 steps is allowed.",
            Assert.Throws<ServerlessTrainingException>(() => new HalvingPruner(new HalvingPrunerOptions { Reduction = 1, FirstRung = 0 })).Message);
    }

    private static IPruner Of(string name) => name switch { "median" => Median, "halving" => Halving, _ => Asha };

    private static bool Dominates(IReadOnlyList<double> one, IReadOnlyList<double> other) =>
        one.Zip(other).All(pair => pair.First <= pair.Second) && one.Zip(other).Any(pair => pair.First < pair.Second);

    private static double[][] One(params double[] losses) => [losses];

    private static bool IsPruned(IPruner pruner, IReadOnlyList<IReadOnlyList<double>>[] all, int trial) =>
        pruner.IsPruned(all[trial], [.. all.Where((_, i) => i != trial)]);

    private static IReadOnlyList<IReadOnlyList<double>>[] Field(SeededRandom random, int trials, int steps, int objectives) =>
    [
        .. Enumerable.Range(0, trials).Select(_ => (IReadOnlyList<IReadOnlyList<double>>)
            [.. Enumerable.Range(0, steps).Select(_ => (IReadOnlyList<double>)[.. Enumerable.Range(0, objectives).Select(_ => random.NextDouble())])]),
    ];
}
