using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Domain.Presets;

/// <summary>Population stability index: how far a sample has moved from a reference. Customary reading: below 0.1 stable, 0.1 to 0.25
/// moved, above 0.25 another population.</summary>
public static class PopulationStability
{
    public const int DefaultBins = 10;

    /// <summary>The share that an empty bin is counted with. An exact 0 would make the index infinite; at 0.0001 a bin of a tenth that
    /// empties adds 0.69.</summary>
    public const double EmptyShare = 0.0001;

    private const string NotFinite = "a value is not a finite number";

    /// <summary>Sum over bins of (share in <paramref name="current"/> - share in <paramref name="reference"/>) x ln of their ratio. The
    /// bins are quantiles of the reference, the outer ones open. Equal reference values are never cut apart: such a cut moves to the nearer
    /// end of its run of equals, so that a feature of few values gets bins of its values.</summary>
    /// <returns>0 or more; undefined for samples that are empty or not finite, for a reference with fewer values than bins, and for one
    /// whose values are all equal.</returns>
    public static MetricValue Index(ReadOnlySpan<double> reference, ReadOnlySpan<double> current, int bins = DefaultBins)
    {
        PresetDistribution? distribution = Distribution(reference, bins, out string reason);
        return distribution is null ? MetricValue.Undefined(reason) : Index(distribution, current);
    }

    /// <summary>The same with a reference of which only the distribution was kept.</summary>
    /// <returns>0 or more; undefined for a sample that is empty or not finite.</returns>
    public static MetricValue Index(PresetDistribution reference, ReadOnlySpan<double> current)
    {
        ArgumentNullException.ThrowIfNull(reference);
        if (current.IsEmpty) return MetricValue.Undefined("there are no current values");
        if (!AllFinite(current)) return MetricValue.Undefined(NotFinite);
        double[] actual = Shares(current, [.. reference.Edges]);
        double index = 0;
        for (int bin = 0; bin < actual.Length; bin++)
        {
            double e = Math.Max(reference.Shares[bin], EmptyShare);
            double a = Math.Max(actual[bin], EmptyShare);
            index += (a - e) * Math.Log(a / e);
        }

        return MetricValue.Of(index);
    }

    /// <summary>Null, with the reason, where the reference has no bins.</summary>
    internal static PresetDistribution? Distribution(ReadOnlySpan<double> reference, int bins, out string reason)
    {
        if (bins < 2) throw new ServerlessTrainingException($"{bins} bins cannot show a change of distribution. Allowed are 2 or more.");
        reason = reference.Length < bins ? $"the reference has {reference.Length} values, fewer than the {bins} bins" : AllFinite(reference) ? "" : NotFinite;
        if (reason.Length > 0) return null;
        double[] sorted = reference.ToArray();
        Array.Sort(sorted);
        double[] edges = Edges(sorted, bins);
        if (edges.Length > 0) return new PresetDistribution(edges, Shares(sorted, edges));
        reason = "all reference values are equal";
        return null;
    }

    /// <summary>The highest value of each bin but the last.</summary>
    private static double[] Edges(double[] sorted, int bins)
    {
        SortedSet<int> cuts = [];
        for (int k = 1; k < bins; k++)
        {
            int cut = (int)((long)k * sorted.Length / bins);
            int start = cut;
            int end = cut;
            while (start > 0 && sorted[start - 1] == sorted[cut]) start--;
            while (end < sorted.Length && sorted[end] == sorted[cut]) end++;
            bool startIsInside = start > 0;
            bool endIsInside = end < sorted.Length;
            if (startIsInside && (!endIsInside || cut - start <= end - cut)) cuts.Add(start);
            else if (endIsInside) cuts.Add(end);
        }

        return [.. cuts.Select(cut => sorted[cut - 1])];
    }

    private static double[] Shares(ReadOnlySpan<double> values, double[] edges)
    {
        int[] counts = new int[edges.Length + 1];
        foreach (double value in values)
        {
            int found = Array.BinarySearch(edges, value);
            counts[found >= 0 ? found : ~found]++;
        }

        double[] shares = new double[counts.Length];
        for (int i = 0; i < shares.Length; i++) shares[i] = (double)counts[i] / values.Length;
        return shares;
    }

    private static bool AllFinite(ReadOnlySpan<double> values)
    {
        foreach (double value in values)
        {
            if (!double.IsFinite(value)) return false;
        }

        return true;
    }
}
