namespace ServerlessTraining.Domain.Metrics;

/// <summary>How high a Sharpe ratio must be to be believed after so many trials: <see cref="SharpeInference.DeflatedSharpe"/> the other way round.</summary>
public static class RequiredSharpe
{
    /// <summary>The lowest ratio, per period, whose deflated probability reaches the confidence, for returns that are normal. Fat tails need more.</summary>
    /// <param name="trials">What was looked at.</param>
    /// <param name="observations">Periods of the record, 2 or more.</param>
    /// <param name="confidence">Above 0.5 and below 1.</param>
    public static MetricValue Of(DeflationInput trials, int observations, double confidence = 0.95)
    {
        InputFault.ThrowIfAny(
            observations >= 2 ? null : $"The number of observations is {observations}; it must be 2 or more.",
            confidence is > 0.5 and < 1 ? null : $"The confidence is {confidence}; it must be above 0.5 and below 1.");
        MetricValue expected = SharpeInference.ExpectedMaximumSharpe(trials);
        if (expected.Value is not { } benchmark) return expected;

        // (s - b) sqrt(n - 1) = z sqrt(1 + s^2 / 2), squared: a s^2 - 2 b (n - 1) s + b^2 (n - 1) - z^2 = 0, of which the larger root is the one above b.
        double standard = NormalDistribution.Quantile(confidence);
        double squared = standard * standard;
        double freedom = observations - 1;
        double a = freedom - (squared / 2);
        if (a <= 0) return MetricValue.Undefined($"{observations} observations are too few: no ratio reaches a probability of {confidence}");
        double root = Math.Sqrt((benchmark * benchmark * freedom * freedom) - (a * ((benchmark * benchmark * freedom) - squared)));
        return MetricValue.Of(((benchmark * freedom) + root) / a);
    }
}
