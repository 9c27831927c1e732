using ServerlessTraining.Search.Trials;

namespace ServerlessTraining.Search.Pruning;

/// <summary>Where a trial stands among those that came as far.</summary>
/// <param name="Better">How many others stand before it.</param>
/// <param name="Others">How many others came as far.</param>
internal readonly record struct Standing(int Better, int Others)
{
    /// <summary>By non-dominated rank: rank 0 have those that no other is at least as good as everywhere and better somewhere, rank 1 those for which that holds once rank 0 is
    /// taken away, and so on. With one objective that is the order of the losses. NaN counts as the worst.</summary>
    public static Standing Of(IReadOnlyList<IReadOnlyList<double>> steps, IReadOnlyList<IReadOnlyList<IReadOnlyList<double>>> others)
    {
        int step = steps.Count - 1;
        List<double[]> field = [Losses(steps[step])];
        field.AddRange(others.Where(other => other.Count > step).Select(other => Losses(other[step])));
        int[] ranks = Ranks(field);
        return new Standing(ranks.Count(rank => rank < ranks[0]), field.Count - 1);
    }

    internal static int[] Ranks(IReadOnlyList<double[]> field)
    {
        // In this order whoever dominates comes before what it dominates, so one pass is enough: the rank is one more than the worst rank of those that dominate.
        int[] order = [.. Enumerable.Range(0, field.Count).OrderBy(i => field[i], Comparer<double[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b)))];
        int[] ranks = new int[field.Count];
        for (int i = 1; i < order.Length; i++)
        {
            int rank = 0;
            for (int j = 0; j < i; j++)
            {
                if (ranks[order[j]] >= rank && Dominance.Dominates(field[order[j]], field[order[i]])) rank = ranks[order[j]] + 1;
            }

            ranks[order[i]] = rank;
        }

        return ranks;
    }

    private static double[] Losses(IReadOnlyList<double> losses) => [.. losses.Select(loss => double.IsNaN(loss) ? double.PositiveInfinity : loss)];
}
