using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Features;

namespace ServerlessTraining.Models;

/// <summary>The labelled rows of one target, row by row: the feature matrix itself where they lie together, a copy where they do not.</summary>
public sealed class DesignMatrix
{
    private readonly FeatureMatrix features;
    private readonly RowRange range;
    private readonly double[]? copy;

    private DesignMatrix(FeatureMatrix features, RowRange range, double[]? copy, double[] labels, double[]? weights)
    {
        this.features = features;
        this.range = range;
        this.copy = copy;
        Labels = labels;
        Weights = weights;
    }

    public int Rows => Labels.Length;

    public int Columns => features.ColumnCount;

    public ReadOnlySpan<double> Values => copy is null ? features.Rows(range.First..range.End) : copy;

    public double[] Labels { get; }

    public double[]? Weights { get; }

    public static DesignMatrix Of(Samples samples, Target target)
    {
        int[] rows = samples.LabelledRows(target);
        ReadOnlySpan<double> labels = samples.Labels(target);
        double[] labelled = new double[rows.Length];
        for (int i = 0; i < rows.Length; i++) labelled[i] = labels[rows[i]];
        double[]? weights = null;
        if (samples.IsWeighted)
        {
            weights = new double[rows.Length];
            for (int i = 0; i < rows.Length; i++) weights[i] = samples.Weights[rows[i]];
        }

        bool together = rows.Length > 0 && rows[^1] - rows[0] + 1 == rows.Length;
        return together
            ? new DesignMatrix(samples.Features, new RowRange(rows[0], rows[^1] + 1), null, labelled, weights)
            : new DesignMatrix(samples.Features, default, Copy(samples.Features, rows), labelled, weights);
    }

    private static double[] Copy(FeatureMatrix features, int[] rows)
    {
        int columns = features.ColumnCount;
        double[] values = new double[rows.Length * columns];
        for (int i = 0; i < rows.Length; i++) features.Row(rows[i]).CopyTo(values.AsSpan(i * columns, columns));
        return values;
    }
}
