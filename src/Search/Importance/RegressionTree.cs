using ServerlessTraining.Domain;

namespace ServerlessTraining.Search.Importance;

/// <summary>A tree that divides the space where that lowers the squared error most.</summary>
internal sealed class RegressionTree
{
    /// <summary>Points that a leaf has at least: with fewer a tree follows the noise.</summary>
    private const int LeastPoints = 3;

    /// <summary>The share of the parameters that a division looks at, so that trees differ and the second best parameter gets its turn.</summary>
    private const double Looked = 2.0 / 3;

    private readonly double[][] columns;
    private readonly double[] losses;
    private readonly SeededRandom random;
    private readonly List<TreeLeaf> leaves = [];

    private RegressionTree(double[][] columns, double[] losses, SeededRandom random)
    {
        this.columns = columns;
        this.losses = losses;
        this.random = random;
    }

    /// <param name="columns">Of each parameter the shares of all points.</param>
    public static IReadOnlyList<TreeLeaf> Grow(double[][] columns, double[] losses, SeededRandom random)
    {
        RegressionTree tree = new(columns, losses, random);
        tree.Divide([.. Enumerable.Range(0, losses.Length)], new double[columns.Length], [.. Enumerable.Repeat(1.0, columns.Length)]);
        return tree.leaves;
    }

    private void Divide(int[] points, double[] low, double[] high)
    {
        (int parameter, double threshold, double gain) = (-1, 0, 0);
        foreach (int candidate in Candidates())
        {
            (double at, double gained) = Best(points, columns[candidate]);
            if (gained > gain) (parameter, threshold, gain) = (candidate, at, gained);
        }

        if (parameter < 0)
        {
            leaves.Add(new TreeLeaf(points.Average(point => losses[point]), low, high));
            return;
        }

        double[] column = columns[parameter];
        double[] end = [.. high];
        double[] start = [.. low];
        end[parameter] = threshold;
        start[parameter] = threshold;
        Divide([.. points.Where(point => column[point] < threshold)], low, end);
        Divide([.. points.Where(point => column[point] >= threshold)], start, high);
    }

    private int[] Candidates()
    {
        int[] all = [.. Enumerable.Range(0, columns.Length)];
        int looked = Math.Max(1, (int)Math.Round(Looked * all.Length));
        for (int i = 0; i < looked; i++)
        {
            int other = i + random.Next(all.Length - i);
            (all[i], all[other]) = (all[other], all[i]);
        }

        return all[..looked];
    }

    /// <summary>Where to divide, and by how much that lowers the sum of squared errors; 0 where it cannot be divided.</summary>
    private (double Threshold, double Gain) Best(int[] points, double[] column)
    {
        int[] sorted = [.. points.OrderBy(point => column[point])];
        double mean = points.Average(point => losses[point]);
        double sum = 0;
        (double threshold, double gain) = (0, 0);
        for (int left = 1; left <= sorted.Length - LeastPoints; left++)
        {
            sum += losses[sorted[left - 1]] - mean;
            (double before, double after) = (column[sorted[left - 1]], column[sorted[left]]);
            if (left < LeastPoints || before == after) continue;
            double gained = sum * sum / left + sum * sum / (sorted.Length - left);
            double middle = before + ((after - before) / 2);
            // Two neighbours among doubles have no middle.
            if (gained > gain && middle > before) (threshold, gain) = (middle, gained);
        }

        // What rounding leaves of equal losses is no gain.
        return gain > 1e-20 * mean * mean * points.Length ? (threshold, gain) : (0, 0);
    }
}
