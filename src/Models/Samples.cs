using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Features;

namespace ServerlessTraining.Models;

/// <summary>Rows of a feature matrix with what they are to teach. A trainer learns from the labelled rows of each target by themselves; it may read rows before a decision row as its history,
/// never rows after it.</summary>
public sealed class Samples
{
    private readonly IReadOnlyDictionary<Target, double[]> labels;
    private readonly double[]? weights;

    /// <param name="features">One row a bar, scaled as the model shall see it.</param>
    /// <param name="rows">Decision rows: ascending ranges that do not meet, behind the warm-up.</param>
    /// <param name="labels">One label a row of the matrix for each target: 0 or 1 for a direction, a simple return; NaN where a row has none.</param>
    /// <param name="weights">One weight a row of the matrix, above 0 on the decision rows; null weighs them alike.</param>
    public Samples(FeatureMatrix features, IReadOnlyList<RowRange> rows, IReadOnlyDictionary<Target, double[]> labels, double[]? weights = null)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(labels);
        Features = features;
        Rows = rows;
        this.labels = labels;
        this.weights = weights;
        string[] faults = [.. SampleFaults.Of(this)];
        if (faults.Length > 0) throw new ServerlessTrainingException($"The samples cannot be used: {string.Join("; ", faults)}.");
    }

    public FeatureMatrix Features { get; }

    public IReadOnlyList<RowRange> Rows { get; }

    public IEnumerable<Target> Targets => labels.Keys;

    public bool IsWeighted => weights is not null;

    /// <summary>One entry a row of the matrix.</summary>
    public ReadOnlySpan<double> Labels(Target target) => labels.TryGetValue(target, out double[]? values)
        ? values
        : throw new ServerlessTrainingException($"There are no labels for {target}. There are some for {string.Join(", ", labels.Keys)}.");

    /// <summary>One entry a row of the matrix; only where <see cref="IsWeighted"/>.</summary>
    public ReadOnlySpan<double> Weights => weights;

    /// <summary>The decision rows that have a label for the target, ascending.</summary>
    public int[] LabelledRows(Target target)
    {
        ReadOnlySpan<double> values = Labels(target);
        List<int> labelled = [];
        foreach (RowRange range in Rows)
        {
            for (int row = range.First; row < range.End; row++)
            {
                if (!double.IsNaN(values[row])) labelled.Add(row);
            }
        }

        return [.. labelled];
    }
}
