using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Domain.Regimes;

/// <summary>How a stretch of bars is divided between the regimes, the unclassified one included.</summary>
public sealed class RegimeShares
{
    private const string NoBars = "there are no bars in the stretch";
    private readonly RegimeShare[] shares;

    private RegimeShares(RegimeShare[] shares, int count)
    {
        this.shares = shares;
        Count = count;
    }

    /// <summary>Bars in the stretch.</summary>
    public int Count { get; }

    /// <summary>In the order of the labels' names, regimes without a bar included.</summary>
    public IReadOnlyList<RegimeShare> Shares => shares;

    public static RegimeShares Of(RegimeLabels labels, Range stretch)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ReadOnlySpan<byte> span = labels.Span[stretch];
        int[] counts = new int[labels.Names.Count];
        int[] episodes = new int[labels.Names.Count];
        for (int i = 0; i < span.Length; i++)
        {
            counts[span[i]]++;
            if (i == 0 || span[i] != span[i - 1]) episodes[span[i]]++;
        }

        int count = span.Length;
        return new RegimeShares([.. labels.Names.Select((name, regime) => Share(name, counts[regime], count, episodes[regime]))], count);
    }

    /// <summary>
    /// Drift between two stretches, 0 (equal shares) to 1 (no regime in common): half the sum of the differences of the shares, matched by name.
    /// </summary>
    public MetricValue TotalVariation(RegimeShares other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (Count == 0 || other.Count == 0) return MetricValue.Undefined(NoBars);
        IEnumerable<string> names = shares.Concat(other.shares).Select(share => share.Name).Distinct();
        return MetricValue.Of(names.Sum(name => Math.Abs(ShareOf(name) - other.ShareOf(name))) / 2);
    }

    private static RegimeShare Share(string name, int bars, int allBars, int episodes) => new(
        name,
        bars,
        allBars == 0 ? MetricValue.Undefined(NoBars) : MetricValue.Of((double)bars / allBars),
        episodes,
        episodes == 0 ? MetricValue.Undefined("no bar has this regime") : MetricValue.Of((double)bars / episodes));

    private double ShareOf(string name) => Array.Find(shares, share => share.Name == name)?.Share.Value ?? 0;
}
