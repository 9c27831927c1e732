using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Domain.Tests.Metrics;

public sealed class BacktestOverfittingTests
{
    [Fact]
    public void Of_TwoBlocksByHand_GivesTheCountedFigures()
    {
        // Ratios by half, per observation: the first trial 3 / sqrt(2) and -3 / sqrt(2), the second 1 / sqrt(2) and 5 / sqrt(2).
        BacktestOverfitting result = BacktestOverfitting.Of(new TrialReturns([2, 4, -4, -2, 0, 2, 4, 6], trials: 2), blocks: 2);

        // The first half chooses the first trial, which is the worse one in the second half: rank 1 of 2, w = 1/3. The second half chooses the second, the worse in the first.
        Assert.Equal([Math.Log(0.5), Math.Log(0.5)], result.Logits, (left, right) => Math.Abs(left - right) < 1e-12);
        Expect.Near(1, result.Probability, 0);
        Expect.Near(0.5, result.ProbabilityOfLoss, 0);
        Expect.Near((1 - -3) / (5.0 - 3), result.DegradationSlope, 1e-12);
    }

    [Fact]
    public void Of_AnyReturns_IsWhatReadingEveryHalfAgainGives() => Property.Holds(
        random =>
        {
            int blocks = 2 * (1 + random.Next(3));
            int trials = 2 + random.Next(7);
            int observations = (2 * blocks) + random.Next(30);
            TrialReturns returns = new(Expect.Gaussians(random, trials * observations, 0.1), trials);

            (double probability, double loss, double slope, double[] logits) = Naive(returns, blocks);
            BacktestOverfitting result = BacktestOverfitting.Of(returns, blocks);

            Assert.Equal(logits.Order(), result.Logits.Order(), (left, right) => Math.Abs(left - right) < 1e-9);
            Expect.Near(probability, result.Probability, 1e-12);
            Expect.Near(loss, result.ProbabilityOfLoss, 1e-12);
            Expect.Near(slope, result.DegradationSlope, 1e-7 * Math.Max(1, Math.Abs(slope)));
        },
        runs: 60);

    [Fact]
    public void Of_TrialsWithoutSkill_IsAboutOneHalf()
    {
        const int Seeds = 30;
        SeededRandom seeds = new(Property.Seed);
        double mean = Enumerable.Range(0, Seeds).Average(seed => BacktestOverfitting.Of(Trials(seeds.Fork((ulong)seed), 0), 10).Probability.Value!.Value);

        TestContext.Current.TestOutputHelper?.WriteLine($"mean probability {mean:F3}");
        Assert.InRange(mean, 0.35, 0.65);
    }

    [Fact]
    public void Of_OneTrulyGoodTrial_IsAboutZero()
    {
        BacktestOverfitting result = BacktestOverfitting.Of(Trials(new SeededRandom(Property.Seed), driftOfFirst: 0.5));

        Assert.Equal(12_870, result.Logits.Count);
        Assert.InRange(result.Probability.Value!.Value, 0, 0.01);
        Assert.InRange(result.ProbabilityOfLoss.Value!.Value, 0, 0.01);
    }

    [Fact]
    public void Of_ScaledTrials_DoesNotChange() => Property.Holds(
        random =>
        {
            double[] values = Expect.Gaussians(random, 6 * 40);
            double[] scaled = [.. values.Select((value, i) => value * Math.Pow(10, i / 40 * 20))];

            Assert.Equal(BacktestOverfitting.Of(new TrialReturns(values, 6), 8).Logits, BacktestOverfitting.Of(new TrialReturns(scaled, 6), 8).Logits);
        },
        runs: 20);

    [Fact]
    public void Of_TrialThatNeverTraded_StandsAtZero()
    {
        // The second trial loses in both halves, so the flat first one is chosen and is the better of two: w = 2/3.
        BacktestOverfitting result = BacktestOverfitting.Of(new TrialReturns([0, 0, 0, 0, -1, -2, -1, -3], trials: 2), blocks: 2);

        Assert.Equal([Math.Log(2), Math.Log(2)], result.Logits, (left, right) => Math.Abs(left - right) < 1e-12);
        Expect.Near(0, result.ProbabilityOfLoss, 0);
        Expect.Undefined("of the Sharpe ratios in the choosing halves: all values are equal", result.DegradationSlope);
    }

    [Fact]
    public void Of_TrialThatStoodStillInOneHalf_StandsAtZeroThere()
    {
        // The first trial gains the same each bar of the first half, which is no ratio: the second is chosen there, and is the worse one in the second half, and the reverse.
        BacktestOverfitting result = BacktestOverfitting.Of(new TrialReturns([1, 1, 1, 1, 2, -1, 2, -1, 1, -0.5, 1, -0.5, -1, 0.5, -1, 0.5], trials: 2), blocks: 2);

        Assert.Equal([Math.Log(0.5), Math.Log(0.5)], result.Logits, (left, right) => Math.Abs(left - right) < 1e-12);
    }

    [Fact]
    public void Of_EqualTrials_ShareTheMedianRank()
    {
        BacktestOverfitting result = BacktestOverfitting.Of(new TrialReturns([1, 2, 3, 5, 1, 2, 3, 5, 1, 2, 3, 5], trials: 3), blocks: 2);

        Assert.Equal([0.0, 0.0], result.Logits);
        Expect.Near(1, result.Probability, 0);
    }

    [Fact]
    public void Of_TooLittle_IsUndefined()
    {
        Expect.Undefined("there is only one trial, so nothing was chosen", BacktestOverfitting.Of(new TrialReturns(new double[100], 1)).Probability);
        Expect.Undefined("31 observations are too few for 16 blocks of at least two", BacktestOverfitting.Of(new TrialReturns(new double[62], 2)).ProbabilityOfLoss);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(22)]
    public void Of_OddOrTooManyBlocks_IsRefused(int blocks) => Expect.Refused(
        $"The bars are cut into an even number of blocks from 2 to 20, but {blocks} were asked for.",
        () => BacktestOverfitting.Of(new TrialReturns(new double[100], 2), blocks));

    [Fact]
    public void TrialReturns_NoWholeRows_AreRefused() => Expect.Refused(
        "7 returns are no whole number of rows for 2 trials. Pass as many returns for each trial.", () => _ = new TrialReturns(new double[7], 2));

    private static TrialReturns Trials(SeededRandom random, double driftOfFirst)
    {
        const int Observations = 400;
        const int Count = 20;
        double[] values = Expect.Gaussians(random, Count * Observations);
        for (int i = 0; i < Observations; i++) values[i] += driftOfFirst;
        return new TrialReturns(values, Count);
    }

    /// <summary>The definition, with every half copied out and every ratio computed from its returns.</summary>
    private static (double Probability, double Loss, double Slope, double[] Logits) Naive(TrialReturns returns, int blocks)
    {
        List<(double Chosen, double Met, double Logit)> halves = [];
        foreach (int[] half in Subsets(blocks, blocks / 2))
        {
            double[] choosing = Ratios(returns, blocks, half.Contains);
            double[] other = Ratios(returns, blocks, block => !half.Contains(block));
            int best = Array.IndexOf(choosing, choosing.Max());
            double rank = 1 + other.Count(ratio => ratio < other[best]);
            double w = rank / (returns.Trials + 1);
            halves.Add((choosing[best], other[best], Math.Log(w / (1 - w))));
        }

        double meanChosen = halves.Average(half => half.Chosen);
        double slope = halves.Sum(half => (half.Chosen - meanChosen) * half.Met) / halves.Sum(half => Math.Pow(half.Chosen - meanChosen, 2));
        return (halves.Average(half => half.Logit <= 0 ? 1.0 : 0), halves.Average(half => half.Met < 0 ? 1.0 : 0), slope, [.. halves.Select(half => half.Logit)]);
    }

    private static double[] Ratios(TrialReturns returns, int blocks, Func<int, bool> isIn) => [.. Enumerable.Range(0, returns.Trials).Select(trial =>
    {
        double[] row = returns.Row(trial).ToArray();
        double[] chosen = [.. row.Where((_, i) => isIn(Enumerable.Range(0, blocks).Last(block => block * row.Length / blocks <= i)))];
        double mean = chosen.Average();
        return mean / Math.Sqrt(chosen.Sum(value => (value - mean) * (value - mean)) / (chosen.Length - 1));
    })];

    private static IEnumerable<int[]> Subsets(int count, int size, int from = 0) => size == 0
        ? [[]]
        : Enumerable.Range(from, count - from).SelectMany(first => Subsets(count, size - 1, first + 1).Select(rest => (int[])[first, .. rest]));
}
