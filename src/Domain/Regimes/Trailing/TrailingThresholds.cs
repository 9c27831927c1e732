namespace ServerlessTraining.Domain.Regimes.Trailing;

/// <summary>
/// What a value is compared with: percentiles and means of a column over the window that ends with the bar. Undefined values (NaN) take no part.
/// </summary>
internal static class TrailingThresholds
{
    /// <summary>One column for each percentile. Entries before <paramref name="first"/> are NaN; from it on every window is full.</summary>
    public static double[][] Percentiles(double[] values, int first, int window, double[] percents)
    {
        double[][] columns = [.. percents.Select(_ => Undefined(values.Length))];
        SortedWindow sorted = new(window);
        for (int t = 0; t < values.Length; t++)
        {
            if (t < window) sorted.Add(values[t]);
            else sorted.Slide(values[t - window], values[t]);
            if (t < first) continue;
            for (int i = 0; i < percents.Length; i++) columns[i][t] = sorted.Percentile(percents[i]);
        }

        return columns;
    }

    public static double[] Means(double[] values, int first, int window)
    {
        DefinedMean[] means = TrailingWindows.Summarise(Array.ConvertAll(values, DefinedMean.Of), window);
        double[] column = Undefined(values.Length);
        for (int t = first; t < column.Length; t++)
        {
            if (means[t].Count > 0) column[t] = means[t].Mean;
        }

        return column;
    }

    private static double[] Undefined(int count)
    {
        double[] column = new double[count];
        Array.Fill(column, double.NaN);
        return column;
    }
}
