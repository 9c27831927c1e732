namespace ServerlessTraining.Domain.Features.Indicators;

/// <summary>The range of a bar, widened to the close before it. Its <see cref="MovingAverage.Wilder"/> average is the ATR.</summary>
public static class TrueRange
{
    public const int WarmUp = 1;

    public static void Compute(ReadOnlySpan<double> high, ReadOnlySpan<double> low, ReadOnlySpan<double> close, Span<double> output)
    {
        if (output.Length > 0) output[0] = double.NaN;
        for (int i = 1; i < output.Length; i++) output[i] = Math.Max(high[i], close[i - 1]) - Math.Min(low[i], close[i - 1]);
    }
}
