namespace ServerlessTraining.Domain.Features.Scaling;

/// <summary>To median 0 and interquartile range 1. Quantiles are interpolated between the two nearest values (type 7, as in numpy and
/// R).</summary>
internal sealed class RobustScaler : Scaler
{
    public override string Name => "robust";

    private protected override (double Center, double Scale) Measure(Span<double> values)
    {
        values.Sort();
        return (Quantile(values, 0.5), Quantile(values, 0.75) - Quantile(values, 0.25));
    }

    private static double Quantile(ReadOnlySpan<double> sorted, double share)
    {
        double position = share * (sorted.Length - 1);
        int below = (int)position;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }
}
