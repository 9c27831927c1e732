namespace ServerlessTraining.Domain.Regimes.Trailing;

/// <summary>
/// Mean, squared deviations and the co-moment with time of consecutive values, merged by the pairwise formulas: equal values give deviations of exactly 0.
/// </summary>
internal readonly record struct Moments(double Count, double Mean, double SquaredDeviations, double TimeCoMoment) : IWindowSummary<Moments>
{
    public static Moments Of(double value) => new(1, value, 0, 0);

    public double PopulationVariance => SquaredDeviations / Count;

    /// <summary>The share of the variance that a straight line over time explains; not a number where there is no variance.</summary>
    public double RSquaredOnTime
    {
        get
        {
            double timeDeviations = Count * ((Count * Count) - 1) / 12;
            return SquaredDeviations > 0 ? Math.Min(1, TimeCoMoment * TimeCoMoment / (timeDeviations * SquaredDeviations)) : double.NaN;
        }
    }

    public static Moments Merge(in Moments earlier, in Moments later)
    {
        double count = earlier.Count + later.Count;
        double rise = later.Mean - earlier.Mean;
        double laterShare = later.Count / count;
        return new Moments(
            count,
            earlier.Mean + (rise * laterShare),
            earlier.SquaredDeviations + later.SquaredDeviations + (rise * rise * earlier.Count * laterShare),
            // The middles of two neighbouring runs lie half their common length apart.
            earlier.TimeCoMoment + later.TimeCoMoment + (rise * earlier.Count * later.Count / 2));
    }
}
