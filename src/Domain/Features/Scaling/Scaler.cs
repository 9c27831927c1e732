namespace ServerlessTraining.Domain.Features.Scaling;

/// <summary>A way to bring columns to one size. Fitting looks at the given rows only: in a fold these are the fit rows.</summary>
public abstract class Scaler
{
    // Eight doubles are a cache line: a column by itself would read the whole matrix for every column.
    private const int ColumnsAtOnce = 8;

    // What is smaller than this beside a column's size (or beside 1, for columns around 0) is rounding: blown up to 1 it would be noise.
    private const double Negligible = 1e-14;

    /// <summary>As written in configurations.</summary>
    public abstract string Name { get; }

    /// <summary>A column that does not move on the fit rows (for the robust scaler: whose middle half does not) keeps its size: its scale
    /// is 1.</summary>
    /// <param name="matrix">Any rows outside the ranges are not read.</param>
    /// <param name="rows">Ascending ranges of usable rows that do not meet; several where a purged part lies between them.</param>
    public FittedScaler Fit(FeatureMatrix matrix, params IReadOnlyList<RowRange> rows)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        ArgumentNullException.ThrowIfNull(rows);
        CheckRows(matrix, rows);
        int count = rows.Sum(range => range.Count);
        double[] center = new double[matrix.ColumnCount];
        double[] scale = new double[matrix.ColumnCount];
        using Scratch gathered = new(count * ColumnsAtOnce);
        for (int first = 0; first < matrix.ColumnCount; first += ColumnsAtOnce)
        {
            int columns = Math.Min(ColumnsAtOnce, matrix.ColumnCount - first);
            Gather(matrix, rows, first, columns, gathered.Span, count);
            for (int column = 0; column < columns; column++)
            {
                Span<double> values = gathered.Span.Slice(column * count, count);
                double largest = 0;
                foreach (double value in values) largest = Math.Max(largest, Math.Abs(value));
                (double middle, double size) = Measure(values);
                center[first + column] = middle;
                scale[first + column] = size <= Negligible * Math.Max(1, largest) ? 1 : size;
            }
        }

        return new FittedScaler(Name, matrix.Names, center, scale, rows);
    }

    public override string ToString() => Name;

    /// <summary>What a column is moved and divided by. The values may be reordered.</summary>
    private protected abstract (double Center, double Scale) Measure(Span<double> values);

    private static void Gather(FeatureMatrix matrix, IReadOnlyList<RowRange> rows, int first, int columns, Span<double> target, int count)
    {
        int at = 0;
        foreach (RowRange range in rows)
        {
            for (int row = range.First; row < range.End; row++, at++)
            {
                ReadOnlySpan<double> values = matrix.Row(row).Slice(first, columns);
                for (int column = 0; column < values.Length; column++) target[(column * count) + at] = values[column];
            }
        }
    }

    private static void CheckRows(FeatureMatrix matrix, IReadOnlyList<RowRange> rows)
    {
        List<string> errors = [];
        if (rows.Count == 0) errors.Add("there are none");
        int usable = matrix.WarmUp;
        foreach (RowRange range in rows)
        {
            if (range.IsEmpty) errors.Add($"{range} is empty");
            if (range.End > matrix.RowCount) errors.Add($"{range} ends behind the matrix of {matrix.RowCount} rows");
            if (range.First < matrix.WarmUp) errors.Add($"{range} begins inside the warm-up of {matrix.WarmUp} rows");
            else if (range.First < usable) errors.Add($"{range} begins before the end of the range before it");
            usable = Math.Max(usable, range.End);
        }

        if (errors.Count == 0) return;
        throw new ServerlessTrainingException(
            $"The rows to fit a scaler on are wrong: {string.Join("; ", errors)}. Give ascending ranges that do not meet, from row {matrix.WarmUp} to row {matrix.RowCount}.");
    }
}
