using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Labels;

/// <summary>The simple return from entry to exit, before costs.</summary>
public static class ReturnLabels
{
    /// <summary>The last rows, whose exit lies past the data, have no label: half a horizon is another label.</summary>
    public static LabelSet Compute(BarSeries bars, LabelOptions options)
    {
        ArgumentNullException.ThrowIfNull(bars);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        LabelBuffer labels = new(bars.Count);
        ReadOnlySpan<double> price = options.EntryDelay == 0 ? bars.Close : bars.Open;
        for (int row = 0; row + options.Reach < bars.Count; row++)
        {
            int exit = row + options.Reach;
            labels.Set(row, (price[exit] / price[row + options.EntryDelay]) - 1, exit);
        }

        return labels.ToLabelSet();
    }
}
