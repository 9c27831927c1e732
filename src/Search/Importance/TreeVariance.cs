namespace ServerlessTraining.Search.Importance;

/// <summary>The variance of a tree over the whole space, divided among the parameters. A parameter has the mean of two: its own effect (the variance of the mean loss along it)
/// and its total effect (the variance that is left when all others are fixed). Where parameters act in pairs at most, that gives each half of what the two do together, and the
/// parts sum to the whole (they are Shapley's values).</summary>
internal static class TreeVariance
{
    /// <summary>Adds to <paramref name="effects"/>, one for each parameter.</summary>
    public static void Add(IReadOnlyList<TreeLeaf> leaves, double[] effects)
    {
        double[] volumes = [.. leaves.Select(Volume)];
        double mean = leaves.Select((leaf, i) => leaf.Value * volumes[i]).Sum();
        double[] values = [.. leaves.Select(leaf => leaf.Value - mean)];
        double[] own = new double[effects.Length];
        // Of each parameter the variance of what the others do, on its mean.
        double[] others = new double[effects.Length];
        double[] overlaps = new double[effects.Length];
        double whole = 0;
        for (int a = 0; a < leaves.Count; a++)
        {
            whole += values[a] * values[a] * volumes[a];
            for (int b = 0; b <= a; b++)
            {
                double product = (a == b ? 1 : 2) * values[a] * values[b];
                int apart = Overlaps(leaves[a], leaves[b], overlaps, out int along);
                for (int i = 0; i < overlaps.Length; i++)
                {
                    (double widthA, double widthB) = (leaves[a].Width(i), leaves[b].Width(i));
                    own[i] += product * overlaps[i] * volumes[a] / widthA * volumes[b] / widthB;
                    // Boxes that lie beside each other along this parameter only share a column through the space.
                    if (apart == 0 || (apart == 1 && along == i)) others[i] += product * Rest(overlaps, i) * widthA * widthB;
                }
            }
        }

        for (int i = 0; i < effects.Length; i++) effects[i] += Math.Max(0, (own[i] + whole - others[i]) / 2);
    }

    private static double Volume(TreeLeaf leaf)
    {
        double volume = 1;
        for (int i = 0; i < leaf.Low.Length; i++) volume *= leaf.Width(i);
        return volume;
    }

    /// <summary>Along how many parameters the two do not meet, and the last of them.</summary>
    private static int Overlaps(TreeLeaf a, TreeLeaf b, double[] overlaps, out int along)
    {
        int apart = 0;
        along = -1;
        for (int i = 0; i < overlaps.Length; i++)
        {
            overlaps[i] = Math.Max(0, Math.Min(a.High[i], b.High[i]) - Math.Max(a.Low[i], b.Low[i]));
            if (overlaps[i] > 0) continue;
            apart++;
            along = i;
        }

        return apart;
    }

    private static double Rest(double[] overlaps, int without)
    {
        double product = 1;
        for (int i = 0; i < overlaps.Length; i++)
        {
            if (i != without) product *= overlaps[i];
        }

        return product;
    }
}
