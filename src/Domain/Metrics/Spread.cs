namespace ServerlessTraining.Domain.Metrics;

/// <summary>Mean and squared deviations of a series, and whether the deviations mean anything.</summary>
internal readonly record struct Spread(int Count, double Mean, double SquaredDeviations)
{
    // Equal values such as 0.01, 0.01, 0.01 leave deviations of some 1e-16 of the mean: rounding noise, by which nothing may be divided.
    private const double NoiseShare = 1e-12;

    /// <summary>Below this a square is no longer a number of full precision.</summary>
    public const double Smallest = 1e-140;

    /// <summary>Sample standard deviation (n - 1).</summary>
    public double Deviation => Math.Sqrt(SquaredDeviations / (Count - 1));

    /// <summary>All values are equal, up to rounding.</summary>
    public bool IsFlat => Deviation <= Math.Max(Smallest, NoiseShare * Math.Abs(Mean));

    /// <summary>Why nothing may be divided by the deviation, where that is so.</summary>
    public string? Fault =>
        Count < 2 ? "there are fewer than two values"
        : !double.IsFinite(SquaredDeviations) ? "the values are too large to be squared"
        : IsFlat ? "all values are equal"
        : null;

    public static Spread Of(ReadOnlySpan<double> values)
    {
        if (values.IsEmpty) return default;
        double sum = 0;
        foreach (double value in values) sum += value;
        double about = sum / values.Length;

        // The mean of the deviations is the rounding error of the mean: taking it out makes equal values equal to their mean.
        double rest = 0;
        double squares = 0;
        foreach (double value in values)
        {
            double deviation = value - about;
            rest += deviation;
            squares += deviation * deviation;
        }

        double correction = rest / values.Length;
        return new Spread(values.Length, about + correction, Math.Max(0, squares - (rest * correction)));
    }

    /// <summary>Sum of the products of two series' deviations.</summary>
    public static double Cross(ReadOnlySpan<double> left, in Spread leftSpread, ReadOnlySpan<double> right, in Spread rightSpread)
    {
        double cross = 0;
        for (int i = 0; i < left.Length; i++) cross += (left[i] - leftSpread.Mean) * (right[i] - rightSpread.Mean);
        return cross;
    }
}
