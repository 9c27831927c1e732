namespace ServerlessTraining.Domain.Features.Indicators;

/// <summary>Bands two population standard deviations around the simple average.</summary>
public static class BollingerBands
{
    private const double Deviations = 2;

    public static int WarmUp(int window) => window - 1;

    /// <summary>Where the price lies: 0 at the lower band, 1 at the upper, a half where the bands are one.</summary>
    public static void PercentB(ReadOnlySpan<double> price, int window, Span<double> output)
    {
        Rolling.ZScore(price, window, output);
        for (int i = 0; i < output.Length; i++) output[i] = 0.5 + (output[i] / (2 * Deviations));
    }

    /// <summary>The distance of the bands over the average.</summary>
    public static void Width(ReadOnlySpan<double> price, int window, Span<double> output)
    {
        using Scratch averages = new(price.Length);
        Span<double> average = averages.Span;
        MovingAverage.Simple(window).Apply(price, average);
        Rolling.Deviation(price, window, output);
        for (int i = 0; i < output.Length; i++) output[i] *= 2 * Deviations / average[i];
    }
}
