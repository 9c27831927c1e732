namespace ServerlessTraining.Domain.Metrics;

/// <summary>A Sharpe ratio with what its reliability depends on. The ratio is per period of the observations, never annualised: the inference multiplies by the root of their
/// number, and an annualised ratio would inflate it by the root of the bars a year.</summary>
public sealed record SharpeObservation
{
    private SharpeObservation(MetricValue perPeriodSharpe, int observations, double skewness, double kurtosis)
    {
        PerPeriodSharpe = perPeriodSharpe;
        Observations = observations;
        Skewness = skewness;
        Kurtosis = kurtosis;
    }

    public MetricValue PerPeriodSharpe { get; }

    public int Observations { get; }

    public double Skewness { get; }

    /// <summary>The normal has 3.</summary>
    public double Kurtosis { get; }

    public static SharpeObservation Of(ReadOnlySpan<double> returns)
    {
        MetricValue sharpe = ReturnMetrics.Sharpe(returns, barsPerYear: 1);
        return sharpe.IsDefined
            ? new SharpeObservation(sharpe, returns.Length, Statistics.Skewness(returns).Value ?? 0, Statistics.Kurtosis(returns).Value ?? 0)
            : new SharpeObservation(sharpe, returns.Length, 0, 0);
    }

    /// <summary>From figures that are known already. For a normal distribution skewness is 0 and kurtosis 3.</summary>
    public static SharpeObservation FromMoments(double perPeriodSharpe, int observations, double skewness, double kurtosis)
    {
        InputFault.ThrowIfAny(
            InputFault.NotFinite([perPeriodSharpe], "Sharpe ratio"),
            observations > 0 ? null : $"The number of observations is {observations}; it must be above 0.",
            InputFault.NotFinite([skewness], "skewness"),
            InputFault.NotFinite([kurtosis], "kurtosis"));
        return new SharpeObservation(MetricValue.Of(perPeriodSharpe), observations, skewness, kurtosis);
    }
}
