namespace ServerlessTraining.Domain.Metrics;

/// <summary>How far a Sharpe ratio can be believed, after Bailey and Lopez de Prado, "The Sharpe ratio efficient frontier" (2012) and "The deflated Sharpe ratio" (2014).</summary>
public static class SharpeInference
{
    private const double EulerGamma = 0.57721566490153286;

    /// <summary>The probability that the true Sharpe ratio exceeds the benchmark, given length, skewness and kurtosis of the record.</summary>
    public static MetricValue ProbabilisticSharpe(SharpeObservation observed, double perPeriodBenchmark = 0)
    {
        ArgumentNullException.ThrowIfNull(observed);
        InputFault.ThrowIfAny(InputFault.NotFinite([perPeriodBenchmark], "benchmark"));
        if (VarianceFactor(observed, out double factor) is { } fault) return MetricValue.Undefined(fault);
        double distance = observed.PerPeriodSharpe.Value!.Value - perPeriodBenchmark;
        double standard = distance * Math.Sqrt(observed.Observations - 1) / Math.Sqrt(factor);
        return double.IsFinite(standard) ? MetricValue.Of(NormalDistribution.Cumulative(standard)) : MetricValue.Undefined("the Sharpe ratio is too large for the inference");
    }

    /// <summary>The probability that the true Sharpe ratio exceeds what the best of so many trials without skill would show.</summary>
    public static MetricValue DeflatedSharpe(SharpeObservation observed, DeflationInput trials)
    {
        MetricValue benchmark = ExpectedMaximumSharpe(trials);
        return benchmark.Value is { } perPeriodBenchmark ? ProbabilisticSharpe(observed, perPeriodBenchmark) : benchmark;
    }

    /// <summary>The Sharpe ratio, per period, that the best of the trials is expected to show without any skill. One trial is no choice: 0. Trials that are all one bet count
    /// each: the choice was among them, and they scatter so little that the deflation stays small by itself.</summary>
    public static MetricValue ExpectedMaximumSharpe(DeflationInput trials)
    {
        ArgumentNullException.ThrowIfNull(trials);
        long count = trials.EffectiveTrials is { } effective and not 1 ? effective : trials.Trials;
        InputFault.ThrowIfAny(
            count >= 1 ? null : $"A Sharpe ratio is deflated by at least one trial, its own, but {count} were given.",
            count <= trials.Trials ? null : $"{count} effective trials cannot come of {trials.Trials} trials.",
            trials.PerPeriodSharpeDeviation.Value is < 0 ? $"The deviation of the trials' Sharpe ratios is {trials.PerPeriodSharpeDeviation}; it must not be negative." : null);
        if (count == 1) return MetricValue.Of(0);
        return trials.PerPeriodSharpeDeviation.Value is { } deviation
            ? MetricValue.Of(deviation * ExpectedMaximum(count))
            : MetricValue.Undefined($"the scatter of the trials' Sharpe ratios is not known: {trials.PerPeriodSharpeDeviation.Reason}");
    }

    /// <summary>How many observations a record needs until its Sharpe ratio exceeds the benchmark with this confidence, if ratio, skewness and kurtosis stay as they are.</summary>
    public static MetricValue MinimumTrackRecordLength(SharpeObservation observed, double perPeriodBenchmark = 0, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(observed);
        InputFault.ThrowIfAny(
            InputFault.NotFinite([perPeriodBenchmark], "benchmark"),
            confidence is > 0.5 and < 1 ? null : $"The confidence is {confidence}; it must be above 0.5 and below 1.");
        if (VarianceFactor(observed, out double factor) is { } fault) return MetricValue.Undefined(fault);
        double distance = observed.PerPeriodSharpe.Value!.Value - perPeriodBenchmark;
        if (distance <= 0) return MetricValue.Undefined("the Sharpe ratio does not exceed the benchmark, so no length is enough");
        double standard = NormalDistribution.Quantile(confidence) / distance;
        return MetricValue.Of(1 + (factor * standard * standard), "the Sharpe ratio exceeds the benchmark by too little");
    }

    /// <summary>The expected maximum of so many standard normal values, in the approximation of the 2014 paper.</summary>
    private static double ExpectedMaximum(double count) =>
        (-(1 - EulerGamma) * NormalDistribution.Quantile(1 / count)) - (EulerGamma * NormalDistribution.Quantile(1 / (count * Math.E)));

    /// <summary>The variance of the estimate times n - 1: 1 - skewness SR + (kurtosis - 1)/4 SR^2. The result is the reason where there is none.</summary>
    private static string? VarianceFactor(SharpeObservation observed, out double factor)
    {
        factor = 0;
        if (observed.PerPeriodSharpe.Value is not { } sharpe) return observed.PerPeriodSharpe.Reason;
        if (observed.Observations < 2) return "there are fewer than two observations";
        factor = 1 - (observed.Skewness * sharpe) + ((observed.Kurtosis - 1) / 4 * sharpe * sharpe);
        if (!double.IsFinite(factor)) return "the Sharpe ratio is too large for the inference";
        return factor > 0 ? null : "skewness and kurtosis leave the Sharpe ratio no positive variance";
    }
}
