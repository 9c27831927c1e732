namespace ServerlessTraining.Domain.Labels;

/// <summary>One label a bar, where the bar has one. A label of row t knows bars t to <see cref="EndIndex"/>[t], both included: whoever
/// separates rows in time separates these intervals.</summary>
public sealed class LabelSet
{
    /// <summary>The end index of a row without a label.</summary>
    public const int Unlabelled = -1;

    private readonly double[] values;
    private readonly int[] ends;

    /// <summary>Takes ownership of the arrays, which have one entry a bar of the series.</summary>
    public LabelSet(double[] values, int[] ends)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(ends);
        if (values.Length != ends.Length)
        {
            throw new ServerlessTrainingException(
                $"A label set needs one end for each value, but there are {values.Length} values and {ends.Length} ends.");
        }

        for (int row = 0; row < ends.Length; row++)
        {
            if (ends[row] == Unlabelled) continue;
            if (ends[row] < row || ends[row] >= ends.Length)
            {
                throw new ServerlessTrainingException(
                    $"The label of row {row} ends at bar {ends[row]}; allowed are {row} to {ends.Length - 1}, the last bar, " +
                    $"or {Unlabelled} for a row without a label.");
            }

            if (!double.IsFinite(values[row]))
            {
                throw new ServerlessTrainingException($"The label of row {row} is {values[row]}; a label is a finite number.");
            }

            LabelledCount++;
            MaxReach = Math.Max(MaxReach, ends[row] - row);
        }

        this.values = values;
        this.ends = ends;
    }

    /// <summary>Rows, with and without a label: the bars of the series.</summary>
    public int Count => values.Length;

    public int LabelledCount { get; }

    /// <summary>The most bars that any label looks past its own row; 0 where there is no label.</summary>
    public int MaxReach { get; }

    /// <summary>NaN where the row has no label, so that a use that forgot to ask does not pass for a result.</summary>
    public ReadOnlySpan<double> Values => values;

    /// <summary>The last bar whose data the label uses; <see cref="Unlabelled"/> where there is no label.</summary>
    public ReadOnlySpan<int> EndIndex => ends;

    public bool IsLabelled(int row) => ends[row] != Unlabelled;

    /// <summary>The rows of [from, end) that have a label, ascending.</summary>
    public int[] LabelledRows(int from, int end)
    {
        List<int> rows = [];
        for (int row = from; row < end; row++)
        {
            if (IsLabelled(row)) rows.Add(row);
        }

        return [.. rows];
    }

    /// <summary>The same labels at these rows and none elsewhere, as an event filter chooses them.</summary>
    public LabelSet Only(ReadOnlySpan<int> rows)
    {
        LabelBuffer kept = new(Count);
        foreach (int row in rows)
        {
            if (IsLabelled(row)) kept.Set(row, values[row], ends[row]);
        }

        return kept.ToLabelSet();
    }
}
