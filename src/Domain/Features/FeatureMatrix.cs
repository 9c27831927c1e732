using System.Globalization;

namespace ServerlessTraining.Domain.Features;

/// <summary>One row a bar of the series, one column a feature. The values lie row by row in one array, so that a contiguous range of rows
/// can go to a native trainer without a copy.</summary>
public sealed class FeatureMatrix
{
    private readonly double[] values;

    /// <summary>Takes ownership of <paramref name="values"/> (row by row). The first <paramref name="warmUp"/> rows are overwritten with
    /// NaN; everything after must be finite.</summary>
    public FeatureMatrix(IReadOnlyList<string> names, double[] values, int warmUp)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(values);
        Names = [.. names];
        if (Names.Count == 0) throw new ServerlessTrainingException("A feature matrix must have at least one column, but there are no names.");
        string[] repeated = [.. Names.CountBy(name => name).Where(pair => pair.Value > 1).Select(pair => pair.Key)];
        if (repeated.Length > 0) throw new ServerlessTrainingException($"Every feature name may be there once, but these are there more often: {string.Join(", ", repeated)}.");
        if (values.Length % Names.Count != 0)
        {
            throw new ServerlessTrainingException(
                $"The values of {Names.Count} features must fill whole rows, but there are {values.Length}, which {Names.Count} does not divide.");
        }

        RowCount = values.Length / Names.Count;
        if (warmUp < 0 || warmUp > RowCount) throw new ServerlessTrainingException($"The warm-up of a matrix of {RowCount} rows must be 0 to {RowCount} rows, but is {warmUp}.");
        WarmUp = warmUp;
        this.values = values;
        values.AsSpan(0, warmUp * ColumnCount).Fill(double.NaN);
        CheckFinite();
    }

    public IReadOnlyList<string> Names { get; }

    public int RowCount { get; }

    public int ColumnCount => Names.Count;

    /// <summary>The number of leading rows that cannot be used: they hold NaN. All others are finite.</summary>
    public int WarmUp { get; }

    public double this[int row, int column]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(column);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(column, ColumnCount);
            return Row(row)[column];
        }
    }

    public ReadOnlySpan<double> Row(int row) => values.AsSpan(row * ColumnCount, ColumnCount);

    /// <summary>The values of a range of rows, row by row.</summary>
    public ReadOnlySpan<double> Rows(Range range)
    {
        (int from, int count) = range.GetOffsetAndLength(RowCount);
        return values.AsSpan(from * ColumnCount, count * ColumnCount);
    }

    public double[] ColumnCopy(int column)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(column);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(column, ColumnCount);
        double[] copy = new double[RowCount];
        for (int row = 0; row < copy.Length; row++) copy[row] = values[(row * ColumnCount) + column];
        return copy;
    }

    private void CheckFinite()
    {
        int usable = WarmUp * ColumnCount;
        if (FiniteValues.All(values.AsSpan(usable))) return;
        int index = usable;
        while (double.IsFinite(values[index])) index++;
        throw new ServerlessTrainingException(string.Create(
            CultureInfo.InvariantCulture,
            $"Feature {Names[index % ColumnCount]} of row {index / ColumnCount} must be a finite number, but is {values[index]}. " +
            $"Look for a price or volume of extreme size near that bar."));
    }
}
