using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Domain.Tests.Metrics;

/// <summary>The best of many strategies without skill looks like one with it. A year of daily returns, many seeds.</summary>
public sealed class SkillLessTrialsTests
{
    private const int Days = 252;
    private const int Seeds = 300;

    [Theory]
    [InlineData(16, 1.7)]
    [InlineData(135, 2.7)]
    public void Best_OfIndependentTrials_LooksGoodAndIsDeflated(int trials, double meanBestAnnualSharpe)
    {
        (double mean, double passed) = Simulate(trials, sharedDeviation: 0);

        Assert.InRange(mean, meanBestAnnualSharpe - 0.2, meanBestAnnualSharpe + 0.2);
        Assert.InRange(passed, 0, 0.05);
    }

    /// <summary>Correlated at 0.75 they are bets of their own, at 0.95 all one bet; either way their small scatter and their whole number deflate them. By the number of
    /// bets alone 15 % would pass at 0.95.</summary>
    [Theory]
    [InlineData(0.75)]
    [InlineData(0.95)]
    public void Best_OfCorrelatedTrials_IsDeflated(double correlation)
    {
        (_, double passed) = Simulate(135, Math.Sqrt(correlation / (1 - correlation)));

        Assert.InRange(passed, 0, 0.1);
    }

    /// <summary>The mean annualised Sharpe ratio of the best trial, and the part of the seeds in which its deflated probability exceeds 0.95.</summary>
    private static (double Mean, double Passed) Simulate(int trials, double sharedDeviation)
    {
        SeededRandom seeds = new(Property.Seed);
        double sum = 0;
        int passed = 0;
        for (int seed = 0; seed < Seeds; seed++)
        {
            SeededRandom random = seeds.Fork((ulong)seed);
            TrialReturns returns = Returns(random, trials, sharedDeviation);
            MetricValue[] sharpes = [.. Enumerable.Range(0, trials).Select(trial => SharpeObservation.Of(returns.Row(trial)).PerPeriodSharpe)];
            int best = Array.IndexOf(sharpes, sharpes.MaxBy(sharpe => sharpe.Value));
            TrialLedger ledger = new TrialLedger("TESTUSDT 1d", "none").Record(TrialLook.Of(TrialKind.Strategy, "all", sharpes));
            MetricValue deflated = SharpeInference.DeflatedSharpe(SharpeObservation.Of(returns.Row(best)), ledger.Deflation(EffectiveTrials.Count(returns)));
            sum += sharpes[best].Value!.Value * Math.Sqrt(Days);
            passed += deflated.Value > 0.95 ? 1 : 0;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{trials} trials: mean best {sum / Seeds:F3}, passed {passed} of {Seeds}");
        return (sum / Seeds, (double)passed / Seeds);
    }

    private static TrialReturns Returns(SeededRandom random, int trials, double sharedDeviation)
    {
        double[] shared = Expect.Gaussians(random, Days, 0, sharedDeviation);
        double[] values = Expect.Gaussians(random, trials * Days);
        for (int i = 0; i < values.Length; i++) values[i] = 0.01 * (values[i] + shared[i % Days]);
        return new TrialReturns(values, trials);
    }
}
