using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Domain.Presets;

namespace ServerlessTraining.Orchestration.Presets.Freshness;

/// <summary>How far the inputs of a preset have moved since it was searched.</summary>
/// <param name="Index">The median over the inputs: half of them moved further. One that follows the price level always leaves its old place, and some always do by chance;
/// the highest would call every preset drifted, and the mean nearly every one.</param>
/// <param name="Rows">Recent bars that it was taken from.</param>
/// <param name="Furthest">The inputs that moved furthest, the furthest first.</param>
public sealed record DriftReport(MetricValue Index, int Rows, IReadOnlyList<InputDrift> Furthest)
{
    private const int Shown = 3;

    internal static DriftReport Not(string reason) => new(MetricValue.Undefined(reason), 0, []);

    /// <param name="reference">By input.</param>
    /// <param name="columns">The recent values of each input.</param>
    internal static DriftReport Of(IReadOnlyDictionary<string, PresetDistribution> reference, IReadOnlyDictionary<string, double[]> columns)
    {
        InputDrift[] drifts =
        [
            .. columns.Where(column => reference.ContainsKey(column.Key))
                .Select(column => new InputDrift(column.Key, PopulationStability.Index(reference[column.Key], column.Value)))
                .Where(drift => drift.Index.IsDefined)
                .OrderByDescending(drift => drift.Index.Value).ThenBy(drift => drift.Input, StringComparer.Ordinal),
        ];
        if (drifts.Length == 0) return Not("none of its inputs can be compared with what it kept of them");
        double[] indices = [.. drifts.Select(drift => drift.Index.Value!.Value)];
        double median = (indices[(indices.Length - 1) / 2] + indices[indices.Length / 2]) / 2;
        return new DriftReport(MetricValue.Of(median), columns.Values.First().Length, [.. drifts.Take(Shown)]);
    }
}
