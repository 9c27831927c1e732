using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Domain.Presets;

/// <summary>How the values of one input were distributed: what <see cref="PopulationStability"/> compares later values with.</summary>
/// <param name="Edges">The highest value of each bin but the last, ascending; at least one.</param>
/// <param name="Shares">Of each bin, one more than edges; they sum to 1.</param>
public sealed record PresetDistribution(IReadOnlyList<double> Edges, IReadOnlyList<double> Shares)
{
    /// <summary>By quantiles, as <see cref="PopulationStability.Index(ReadOnlySpan{double}, ReadOnlySpan{double}, int)"/> cuts them.</summary>
    /// <returns>Null for values that cannot be compared with: fewer than bins, all equal, or not finite.</returns>
    public static PresetDistribution? Of(ReadOnlySpan<double> values, int bins = PopulationStability.DefaultBins) =>
        PopulationStability.Distribution(values, bins, out _);

    /// <summary>The population stability index of <paramref name="current"/> against this.</summary>
    public MetricValue IndexOf(ReadOnlySpan<double> current) => PopulationStability.Index(this, current);
}
