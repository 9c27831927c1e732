using System.Numerics;

namespace ServerlessTraining.Domain.Metrics;

/// <summary>Probability of backtest overfitting by combinatorially symmetric cross-validation (Bailey, Borwein, Lopez de Prado, Zhu, 2015): the
/// bars are cut into blocks, every half of the blocks chooses the trial of the best Sharpe ratio, and the other half tells where that trial stands among all.</summary>
public sealed class BacktestOverfitting
{
    public const int DefaultBlocks = 16;

    /// <summary>20 blocks have 184,756 halves.</summary>
    public const int MaxBlocks = 20;

    private BacktestOverfitting(MetricValue probability, MetricValue degradationSlope, MetricValue probabilityOfLoss, double[] logits)
    {
        Probability = probability;
        DegradationSlope = degradationSlope;
        ProbabilityOfLoss = probabilityOfLoss;
        Logits = logits;
    }

    /// <summary>The part of the halves whose best trial is no better than the median of all trials in the other half (a logit of 0 or less). About 0.5 is what choice
    /// without skill gives.</summary>
    public MetricValue Probability { get; }

    /// <summary>What a unit more of the chosen trial's Sharpe ratio in the choosing half meant for its ratio in the other half (least squares over all halves).</summary>
    public MetricValue DegradationSlope { get; }

    /// <summary>The part of the halves whose best trial lost in the other half.</summary>
    public MetricValue ProbabilityOfLoss { get; }

    /// <summary>For each half log(w / (1 - w)), w the rank of its best trial in the other half over the number of trials plus 1; equal trials share their mean rank.</summary>
    public IReadOnlyList<double> Logits { get; }

    /// <summary>Blocks are of equal length but for one observation where the division leaves a rest; every observation is used.</summary>
    public static BacktestOverfitting Of(TrialReturns returns, int blocks = DefaultBlocks)
    {
        ArgumentNullException.ThrowIfNull(returns);
        if (blocks is < 2 or > MaxBlocks || blocks % 2 != 0)
        {
            throw new ServerlessTrainingException($"The bars are cut into an even number of blocks from 2 to {MaxBlocks}, but {blocks} were asked for.");
        }

        if (returns.Trials < 2) return Undefined("there is only one trial, so nothing was chosen");
        return returns.Observations < 2 * blocks
            ? Undefined($"{returns.Observations} observations are too few for {blocks} blocks of at least two")
            : OfBlocks(new BlockSharpes(returns, blocks), returns.Trials, blocks);
    }

    private static BacktestOverfitting OfBlocks(BlockSharpes sharpes, int trials, int blocks)
    {
        uint all = (1U << blocks) - 1;
        List<double> chosen = [];
        List<double> met = [];
        List<double> logits = [];
        double[] left = new double[sharpes.Width];
        double[] right = new double[sharpes.Width];

        // Each pair of halves is visited once, as the one with block 0, and serves both ways.
        for (uint half = 1; half <= all; half += 2)
        {
            if (BitOperations.PopCount(half) != blocks / 2) continue;
            sharpes.Fill(half, left);
            sharpes.Fill(all & ~half, right);
            Score(left.AsSpan(0, trials), right.AsSpan(0, trials));
            Score(right.AsSpan(0, trials), left.AsSpan(0, trials));
        }

        double[] before = [.. chosen];
        double[] after = [.. met];
        Spread spread = Spread.Of(before);
        return new BacktestOverfitting(
            MetricValue.Of((double)logits.Count(logit => logit <= 0) / logits.Count),
            spread.Fault is { } fault
                ? MetricValue.Undefined($"of the Sharpe ratios in the choosing halves: {fault}")
                : MetricValue.Of(Spread.Cross(before, spread, after, Spread.Of(after)) / spread.SquaredDeviations),
            MetricValue.Of((double)after.Count(sharpe => sharpe < 0) / after.Length),
            [.. logits]);

        void Score(ReadOnlySpan<double> choosing, ReadOnlySpan<double> other)
        {
            int best = 0;
            for (int trial = 1; trial < choosing.Length; trial++)
            {
                if (choosing[trial] > choosing[best]) best = trial;
            }

            chosen.Add(choosing[best]);
            met.Add(other[best]);
            logits.Add(Logit(other, other[best]));
        }
    }

    private static double Logit(ReadOnlySpan<double> sharpes, double sharpe)
    {
        int twiceBelow = 0;
        foreach (double other in sharpes) twiceBelow += (other < sharpe ? 1 : 0) + (other <= sharpe ? 1 : 0);

        // A trial alone at its value counts itself once: rank = (twiceBelow + 1) / 2, with the mean rank of equal ones.
        double rank = (twiceBelow + 1) / 2.0;
        return Math.Log(rank / (sharpes.Length + 1 - rank));
    }

    private static BacktestOverfitting Undefined(string reason)
    {
        MetricValue undefined = MetricValue.Undefined(reason);
        return new BacktestOverfitting(undefined, undefined, undefined, []);
    }
}
