namespace ServerlessTraining.Domain.Features.Indicators;

/// <summary>Least-squares line through the window: its slope a bar, and the share of the variance that it explains (0 to 1; 0 where all
/// values are equal).</summary>
public static class LinearTrend
{
    public static int WarmUp(int window) => window - 1;

    public static void Compute(ReadOnlySpan<double> values, int window, Span<double> slope, Span<double> rSquared)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 2);
        // The sum of squares of the bar numbers around their mean.
        double spread = window * (((double)window * window) - 1) / 12;
        double[] weights = new double[window];
        for (int lag = 0; lag < window; lag++) weights[lag] = (((window - 1) / 2.0) - lag) / spread;
        // The weights add up to 0, so differences to the newest value give the same slope.
        Window.Fold(values, values, window, new WeightedDifferenceFold(weights), slope);
        Rolling.Deviation(values, window, rSquared);
        for (int i = 0; i < slope.Length; i++)
        {
            double total = rSquared[i] * rSquared[i] * window;
            rSquared[i] = Math.Min(1, Share.Of(slope[i] * slope[i] * spread, total, 0));
        }
    }
}
