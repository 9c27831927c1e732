using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ServerlessTraining.Domain.Metrics;

/// <summary>How many different bets a set of correlated trials holds: average-linkage clusters on the distance sqrt((1 - correlation) / 2). A hundred copies of one strategy are
/// one trial, and the raw count would deflate it as a hundred.</summary>
/// <remarks>The cut is strict on purpose. Choosing the best within a cluster is choosing too, and is not deflated any more: at a correlation of 0.9 the best of 135 still gains
/// 0.8 standard errors by chance, at 0.5 it would be 1.8. Trials that are merely related stay apart; the scatter of their Sharpe ratios, which enters the deflation as well, is
/// the smaller for it. docs/guides/metrics.md has the error rates.</remarks>
public static class EffectiveTrials
{
    /// <summary>Clusters are one bet where their trials are, by average distance, at least this correlated.</summary>
    public const double DefaultCorrelation = 0.9;

    /// <summary>A trial whose returns never change is uncorrelated with all but the others that never change.</summary>
    public static int Count(TrialReturns returns, double correlation = DefaultCorrelation)
    {
        ArgumentNullException.ThrowIfNull(returns);
        if (correlation is not (> 0 and < 1))
        {
            throw new ServerlessTrainingException($"Trials are one bet from a correlation above 0 and below 1, but {correlation} was asked for.");
        }

        // Nothing is known of the correlations then, so all count.
        if (returns.Observations < 2) return returns.Trials;
        return ClustersWithin(Distance(correlation), Distances(returns), returns.Trials);
    }

    private static double Distance(double correlation) => Math.Sqrt(Math.Max(0, 1 - correlation) / 2);

    private static double[] Distances(TrialReturns returns)
    {
        int trials = returns.Trials;
        double[][] rows = new double[trials][];
        bool[] flat = new bool[trials];
        for (int trial = 0; trial < trials; trial++)
        {
            rows[trial] = new double[returns.Observations];
            returns.Standardise(trial, rows[trial]);
            flat[trial] = returns.Row(trial).IndexOfAnyExcept(returns.Row(trial)[0]) < 0;
        }

        double[] distances = new double[trials * trials];
        for (int left = 0; left < trials; left++)
        {
            for (int right = 0; right < left; right++)
            {
                double correlation = flat[left] && flat[right] ? 1 : Dot(rows[left], rows[right]) / (returns.Observations - 1);
                distances[(left * trials) + right] = distances[(right * trials) + left] = Distance(correlation);
            }
        }

        return distances;
    }

    private static double Dot(double[] left, double[] right)
    {
        // Of one width on all machines, so that the order of the additions, and with it the last digit, does not depend on the machine.
        ReadOnlySpan<Vector256<double>> leftVectors = MemoryMarshal.Cast<double, Vector256<double>>(left.AsSpan());
        ReadOnlySpan<Vector256<double>> rightVectors = MemoryMarshal.Cast<double, Vector256<double>>(right.AsSpan());
        Vector256<double> sums = Vector256<double>.Zero;
        for (int i = 0; i < leftVectors.Length; i++) sums += leftVectors[i] * rightVectors[i];
        double sum = Vector256.Sum(sums);
        for (int i = leftVectors.Length * Vector256<double>.Count; i < left.Length; i++) sum += left[i] * right[i];
        return sum;
    }

    /// <summary>Nearest-neighbour chain: finds the merges of average linkage in quadratic time, in another order than their heights, which does not matter for counting
    /// those under a cut.</summary>
    private static int ClustersWithin(double cut, double[] distances, int trials)
    {
        int[] sizes = new int[trials];
        Array.Fill(sizes, 1);
        List<int> active = [.. Enumerable.Range(0, trials)];
        Stack<int> chain = new(trials);
        int clusters = trials;
        while (active.Count > 1)
        {
            if (chain.Count == 0) chain.Push(active[0]);
            int tip = chain.Pop();
            int nearest = chain.TryPeek(out int previous) ? previous : active.Find(other => other != tip);
            ReadOnlySpan<double> row = distances.AsSpan(tip * trials, trials);
            foreach (int other in active)
            {
                // Strictly nearer only: of equals the previous link wins, without which the chain could run in a circle.
                if (other != tip && row[other] < row[nearest]) nearest = other;
            }

            if (chain.Count == 0 || nearest != previous)
            {
                chain.Push(tip);
                chain.Push(nearest);
                continue;
            }

            chain.Pop();
            if (row[nearest] <= cut) clusters--;
            active.Remove(tip);
            foreach (int other in active)
            {
                // Lance and Williams: the mean distance to the pair, weighted by the sizes.
                double sum = (sizes[nearest] * distances[(nearest * trials) + other]) + (sizes[tip] * distances[(tip * trials) + other]);
                distances[(nearest * trials) + other] = distances[(other * trials) + nearest] = sum / (sizes[nearest] + sizes[tip]);
            }

            sizes[nearest] += sizes[tip];
        }

        return clusters;
    }
}
