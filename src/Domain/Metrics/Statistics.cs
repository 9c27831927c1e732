namespace ServerlessTraining.Domain.Metrics;

/// <summary>Figures of a series, or of two series pair by pair, that more than one metric is made of.</summary>
public static class Statistics
{
    private const string Empty = "there are no values";

    public static MetricValue Mean(ReadOnlySpan<double> values)
    {
        InputFault.ThrowIfAny(InputFault.NotFinite(values, "value"));
        return values.IsEmpty ? MetricValue.Undefined(Empty) : MetricValue.Of(Spread.Of(values).Mean);
    }

    /// <summary>With n - 1 in the denominator.</summary>
    public static MetricValue SampleVariance(ReadOnlySpan<double> values)
    {
        InputFault.ThrowIfAny(InputFault.NotFinite(values, "value"));
        Spread spread = Spread.Of(values);
        return spread.Count < 2 ? MetricValue.Undefined(spread.Fault!) : MetricValue.Of(spread.SquaredDeviations / (spread.Count - 1));
    }

    /// <summary>Third standardised moment with n in the denominators (biased), as the Sharpe inference takes it.</summary>
    public static MetricValue Skewness(ReadOnlySpan<double> values) => StandardisedMoment(values, 3);

    /// <summary>Fourth standardised moment with n in the denominators (biased); the normal has 3 (Pearson), not 0 (Fisher).</summary>
    public static MetricValue Kurtosis(ReadOnlySpan<double> values) => StandardisedMoment(values, 4);

    /// <summary>Pearson's correlation.</summary>
    public static MetricValue Correlation(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        ThrowUnlessPaired(left, right);
        return CorrelationOfChecked(left, right);
    }

    /// <summary>Spearman's correlation: Pearson's of the ranks.</summary>
    public static MetricValue RankCorrelation(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        ThrowUnlessPaired(left, right);
        return CorrelationOfChecked(Ranks(left), Ranks(right));
    }

    /// <summary>From 1; equal values share the mean of their ranks.</summary>
    public static double[] Ranks(ReadOnlySpan<double> values)
    {
        InputFault.ThrowIfAny(InputFault.NotFinite(values, "value"));
        double[] sorted = values.ToArray();
        int[] order = new int[sorted.Length];
        for (int i = 0; i < order.Length; i++) order[i] = i;
        Array.Sort(sorted, order);
        double[] ranks = new double[sorted.Length];
        int end;
        for (int start = 0; start < sorted.Length; start = end)
        {
            end = EndOfTie(sorted, start);
            // The mean of start + 1 ... end.
            double rank = (start + 1 + end) / 2.0;
            for (int i = start; i < end; i++) ranks[order[i]] = rank;
        }

        return ranks;
    }

    internal static int EndOfTie(ReadOnlySpan<double> sorted, int start)
    {
        int end = start + 1;
        while (end < sorted.Length && sorted[end] == sorted[start]) end++;
        return end;
    }

    private static MetricValue CorrelationOfChecked(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        Spread leftSpread = Spread.Of(left);
        Spread rightSpread = Spread.Of(right);
        if ((leftSpread.Fault ?? rightSpread.Fault) is { } fault) return MetricValue.Undefined(fault);
        double scale = Math.Sqrt(leftSpread.SquaredDeviations) * Math.Sqrt(rightSpread.SquaredDeviations);
        return MetricValue.Of(Math.Clamp(Spread.Cross(left, leftSpread, right, rightSpread) / scale, -1, 1));
    }

    private static MetricValue StandardisedMoment(ReadOnlySpan<double> values, int power)
    {
        InputFault.ThrowIfAny(InputFault.NotFinite(values, "value"));
        Spread spread = Spread.Of(values);
        if (spread.Fault is { } fault) return MetricValue.Undefined(fault);
        double deviation = Math.Sqrt(spread.SquaredDeviations / spread.Count);
        double sum = 0;
        foreach (double value in values)
        {
            double standard = (value - spread.Mean) / deviation;
            double square = standard * standard;
            sum += power == 3 ? square * standard : square * square;
        }

        return MetricValue.Of(sum / values.Length);
    }

    private static void ThrowUnlessPaired(ReadOnlySpan<double> left, ReadOnlySpan<double> right) => InputFault.ThrowIfAny(
        InputFault.NotSameLength(left.Length, "values on the left", right.Length, "on the right"),
        InputFault.NotFinite(left, "left value"),
        InputFault.NotFinite(right, "right value"));
}
