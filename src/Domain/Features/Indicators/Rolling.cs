namespace ServerlessTraining.Domain.Features.Indicators;

/// <summary>Figures of the newest <c>window</c> values. The first window - 1 are NaN. Outputs must not overlap inputs.</summary>
public static class Rolling
{
    public static void Sum(ReadOnlySpan<double> values, int window, Span<double> output) => Window.Fold(values, values, window, default(SumFold), output);

    public static void Max(ReadOnlySpan<double> values, int window, Span<double> output) => Window.Fold(values, values, window, default(MaxFold), output);

    public static void Min(ReadOnlySpan<double> values, int window, Span<double> output) => Window.Fold(values, values, window, default(MinFold), output);

    /// <summary>Population standard deviation. Exactly 0 where all values are equal.</summary>
    public static void Deviation(ReadOnlySpan<double> values, int window, Span<double> output)
    {
        using Scratch offsets = new(values.Length);
        Spread(values, window, offsets.Span, output);
    }

    /// <summary>Distance of the newest value from the mean in population standard deviations; 0 where all values are equal.</summary>
    public static void ZScore(ReadOnlySpan<double> values, int window, Span<double> output)
    {
        using Scratch deviations = new(values.Length);
        Span<double> deviation = deviations.Span;
        Spread(values, window, output, deviation);
        for (int i = 0; i < output.Length; i++) output[i] = deviation[i] == 0 ? 0 : -output[i] / deviation[i];
    }

    /// <summary>The mean as an offset from the newest value, and the deviation. The newest value is the point of reference: it lies within
    /// sqrt(window - 1) deviations of the mean, so the difference of squares loses at most a digit or two, whatever the level of the
    /// values.</summary>
    private static void Spread(ReadOnlySpan<double> values, int window, Span<double> offset, Span<double> deviation)
    {
        Window.Fold(values, values, window, default(DifferenceFold), offset);
        Window.Fold(values, values, window, default(SquaredDifferenceFold), deviation);
        for (int i = 0; i < values.Length; i++)
        {
            offset[i] /= window;
            deviation[i] = Math.Sqrt(Math.Max(0, (deviation[i] / window) - (offset[i] * offset[i])));
        }
    }
}
