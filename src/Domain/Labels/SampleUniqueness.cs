namespace ServerlessTraining.Domain.Labels;

/// <summary>How much of each label is its own. Labels that look at the same bars say the same thing several times; a model that takes them
/// for independent is too sure. The interval of a label is its decision bar to its last bar, both included (de Prado, Advances in Financial
/// Machine Learning, chapter 4).</summary>
public static class SampleUniqueness
{
    /// <summary>How many of the labels at these rows are open in each bar of the series. Labels of other rows do not count: a weight in a
    /// fit must not depend on its test.</summary>
    public static int[] Concurrency(LabelSet labels, ReadOnlySpan<int> rows)
    {
        ArgumentNullException.ThrowIfNull(labels);
        int[] open = new int[labels.Count + 1];
        foreach (int row in rows)
        {
            if (row < 0 || row >= labels.Count)
            {
                throw new ServerlessTrainingException($"Row {row} is not in the label set, which has rows 0 to {labels.Count - 1}.");
            }

            if (!labels.IsLabelled(row))
            {
                throw new ServerlessTrainingException($"Row {row} has no label, so it has no weight. Pass labelled rows only.");
            }

            open[row]++;
            open[labels.EndIndex[row] + 1]--;
        }

        for (int bar = 1; bar < open.Length; bar++) open[bar] += open[bar - 1];
        return open[..^1];
    }

    /// <summary>For each of the rows the mean of 1 / concurrency over its interval: 1 for a label that overlaps with none.</summary>
    public static double[] Average(LabelSet labels, ReadOnlySpan<int> rows)
    {
        int[] concurrency = Concurrency(labels, rows);
        double[] shares = new double[concurrency.Length + 1];
        for (int bar = 0; bar < concurrency.Length; bar++)
        {
            shares[bar + 1] = shares[bar] + (concurrency[bar] == 0 ? 0 : 1.0 / concurrency[bar]);
        }

        double[] average = new double[rows.Length];
        for (int i = 0; i < average.Length; i++)
        {
            int after = labels.EndIndex[rows[i]] + 1;
            average[i] = (shares[after] - shares[rows[i]]) / (after - rows[i]);
        }

        return average;
    }
}
