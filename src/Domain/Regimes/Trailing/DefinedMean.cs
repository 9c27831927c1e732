namespace ServerlessTraining.Domain.Regimes.Trailing;

/// <summary>
/// The mean of the values that are defined. Means are merged, not sums, so that the mean of equal values is exactly that value and large values do not overflow.
/// </summary>
internal readonly record struct DefinedMean(double Count, double Mean) : IWindowSummary<DefinedMean>
{
    public static DefinedMean Of(double value) => double.IsNaN(value) ? default : new DefinedMean(1, value);

    public static DefinedMean Merge(in DefinedMean earlier, in DefinedMean later)
    {
        double count = earlier.Count + later.Count;
        return count > 0 ? new DefinedMean(count, earlier.Mean + ((later.Mean - earlier.Mean) * (later.Count / count))) : default;
    }
}
