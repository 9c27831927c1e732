using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Domain.Gates;

/// <summary>Spearman's rank correlation: Pearson's correlation of the ranks, equal values sharing the mean of their ranks.</summary>
internal static class RankCorrelation
{
    private const int FewestPairs = 3;

    public static MetricValue Spearman(double[] left, double[] right)
    {
        if (left.Length < FewestPairs) return MetricValue.Undefined($"a rank correlation needs {FewestPairs} pairs, and there are {left.Length}");
        double[] x = Ranks(left);
        double[] y = Ranks(right);
        double mean = (left.Length + 1) / 2.0;
        double xx = 0, yy = 0, xy = 0;
        for (int i = 0; i < x.Length; i++)
        {
            xx += (x[i] - mean) * (x[i] - mean);
            yy += (y[i] - mean) * (y[i] - mean);
            xy += (x[i] - mean) * (y[i] - mean);
        }

        return xx == 0 || yy == 0
            ? MetricValue.Undefined($"all {(xx == 0 ? "quick" : "full")} values are equal")
            : MetricValue.Of(Math.Clamp(xy / Math.Sqrt(xx * yy), -1, 1));
    }

    private static double[] Ranks(double[] values)
    {
        double[] sorted = [.. values];
        int[] order = [.. Enumerable.Range(0, values.Length)];
        Array.Sort(sorted, order);
        double[] ranks = new double[values.Length];
        for (int start = 0, end; start < sorted.Length; start = end)
        {
            for (end = start + 1; end < sorted.Length && sorted[end] == sorted[start];) end++;
            double shared = (start + 1 + end) / 2.0;
            for (int i = start; i < end; i++) ranks[order[i]] = shared;
        }

        return ranks;
    }
}
