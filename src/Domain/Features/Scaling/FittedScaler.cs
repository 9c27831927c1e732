namespace ServerlessTraining.Domain.Features.Scaling;

/// <summary>What a scaler learned from the fit rows, as it is kept beside a model: x becomes (x - center) / scale, column by
/// column.</summary>
public sealed class FittedScaler
{
    private readonly double[] center;
    private readonly double[] scale;

    public FittedScaler(
        string kind, IReadOnlyList<string> featureNames, IReadOnlyList<double> center, IReadOnlyList<double> scale, IReadOnlyList<RowRange> fittedRows)
    {
        ArgumentNullException.ThrowIfNull(featureNames);
        ArgumentNullException.ThrowIfNull(center);
        ArgumentNullException.ThrowIfNull(scale);
        ArgumentNullException.ThrowIfNull(fittedRows);
        Kind = Scalers.Parse(kind).Name;
        FeatureNames = [.. featureNames];
        FittedRows = [.. fittedRows];
        this.center = [.. center];
        this.scale = [.. scale];
        string[] errors = [.. Violations()];
        if (errors.Length == 0) return;
        throw new ServerlessTrainingException(
            $"The state of a {Kind} scaler is wrong: {string.Join("; ", errors)}. Fit the scaler again, or take the file from a copy.");
    }

    /// <summary>The scaler's name.</summary>
    public string Kind { get; }

    public IReadOnlyList<string> FeatureNames { get; }

    public IReadOnlyList<double> Center => center;

    /// <summary>Above 0; 1 for a column that did not move.</summary>
    public IReadOnlyList<double> Scale => scale;

    /// <summary>The rows of the matrix that were read.</summary>
    public IReadOnlyList<RowRange> FittedRows { get; }

    /// <summary>A new matrix; the warm-up stays. The features must be those that the scaler was fitted on, in their order.</summary>
    public FeatureMatrix Transform(FeatureMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        CheckNames(matrix.Names);
        double[] values = GC.AllocateUninitializedArray<double>(matrix.RowCount * matrix.ColumnCount);
        matrix.Rows(..).CopyTo(values);
        TransformRows(values.AsSpan(matrix.WarmUp * matrix.ColumnCount));
        return new FeatureMatrix(matrix.Names, values, matrix.WarmUp);
    }

    /// <summary>Whole rows in place. Nothing but their length can be checked here: whoever has the names calls
    /// <see cref="Transform"/>.</summary>
    public void TransformRows(Span<double> rows)
    {
        if (rows.Length % center.Length != 0)
        {
            throw new ServerlessTrainingException(
                $"The rows to scale must have {center.Length} values each, but there are {rows.Length} values, which {center.Length} does not divide.");
        }

        for (; rows.Length > 0; rows = rows[center.Length..])
        {
            for (int column = 0; column < center.Length; column++) rows[column] = (rows[column] - center[column]) / scale[column];
        }
    }

    private void CheckNames(IReadOnlyList<string> names)
    {
        if (names.SequenceEqual(FeatureNames, StringComparer.Ordinal)) return;
        string[] missing = [.. FeatureNames.Except(names)];
        string[] unknown = [.. names.Except(FeatureNames)];
        string difference = missing.Length + unknown.Length == 0
            ? "they are the same in another order"
            : $"missing: {List(missing)}; not known to the scaler: {List(unknown)}";
        throw new ServerlessTrainingException(
            $"The scaler was fitted on {FeatureNames.Count} other features than the {names.Count} of the matrix ({difference}). " +
            "Use the feature system, encoder and timeframes that it was fitted with.");
    }

    private IEnumerable<string> Violations()
    {
        if (FeatureNames.Count == 0) yield return "it has no features";
        if (center.Length != FeatureNames.Count || scale.Length != FeatureNames.Count)
        {
            yield return $"{FeatureNames.Count} features have {center.Length} centers and {scale.Length} scales";
        }

        for (int i = 0; i < Math.Min(center.Length, FeatureNames.Count); i++)
        {
            if (!double.IsFinite(center[i])) yield return $"the center of {FeatureNames[i]} must be finite, but is {center[i]}";
        }

        for (int i = 0; i < Math.Min(scale.Length, FeatureNames.Count); i++)
        {
            if (!double.IsFinite(scale[i]) || scale[i] <= 0) yield return $"the scale of {FeatureNames[i]} must be above 0, but is {scale[i]}";
        }
    }

    private static string List(string[] names) => names.Length == 0 ? "none" : string.Join(", ", names);
}
