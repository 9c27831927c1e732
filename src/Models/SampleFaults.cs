using ServerlessTraining.Domain;

namespace ServerlessTraining.Models;

/// <summary>Everything that is wrong with samples, before any native code sees them.</summary>
internal static class SampleFaults
{
    public static IEnumerable<string> Of(Samples samples)
    {
        int count = samples.Features.RowCount;
        if (samples.Rows.Count == 0) yield return "there are no rows";
        int free = samples.Features.WarmUp;
        bool inside = true;
        foreach (RowRange range in samples.Rows)
        {
            inside &= range.First >= free && range.End <= count;
            if (range.IsEmpty) yield return $"the rows {range} are empty";
            else if (range.First < free || range.End > count) yield return $"the rows {range} must lie in [{free}, {count}): behind the warm-up and the rows before them, inside the matrix";
            free = Math.Max(free, range.End);
        }

        if (!samples.Targets.Any()) yield return "there are no labels";
        foreach (string fault in samples.Targets.Select(target => OfLabels(samples, target, inside)).OfType<string>()) yield return fault;
        if (samples.IsWeighted && OfWeights(samples, inside) is { } wrong) yield return wrong;
    }

    private static string? OfLabels(Samples samples, Target target, bool inside)
    {
        if (target.Horizon < 1) return $"{target} has a horizon below 1";
        ReadOnlySpan<double> labels = samples.Labels(target);
        if (labels.Length != samples.Features.RowCount) return $"{target} has {labels.Length} labels for {samples.Features.RowCount} rows";
        if (!inside) return null;
        foreach (RowRange range in samples.Rows)
        {
            for (int row = range.First; row < range.End; row++)
            {
                double label = labels[row];
                if (double.IsNaN(label)) continue;
                if (target.Kind == TargetKind.Direction ? label is not (0 or 1) : !double.IsFinite(label))
                {
                    return $"the label of {target} in row {row} is {label}, but must be {(target.Kind == TargetKind.Direction ? "0 or 1" : "finite")}, or NaN where there is none";
                }
            }
        }

        return null;
    }

    private static string? OfWeights(Samples samples, bool inside)
    {
        if (samples.Weights.Length != samples.Features.RowCount) return $"there are {samples.Weights.Length} weights for {samples.Features.RowCount} rows";
        if (!inside) return null;
        foreach (RowRange range in samples.Rows)
        {
            for (int row = range.First; row < range.End; row++)
            {
                if (!(samples.Weights[row] > 0) || !double.IsFinite(samples.Weights[row])) return $"the weight of row {row} is {samples.Weights[row]}, but must be finite and above 0";
            }
        }

        return null;
    }
}
