namespace ServerlessTraining.Domain.Features.Indicators;

/// <summary>Raw %K: where the close lies between the lowest low (0) and the highest high (1) of the window, the newest bar included. A half
/// where they are one. %D is its simple average.</summary>
public static class Stochastic
{
    public static int WarmUp(int window) => window - 1;

    public static void Compute(ReadOnlySpan<double> high, ReadOnlySpan<double> low, ReadOnlySpan<double> close, int window, Span<double> output)
    {
        using Scratch lowest = new(close.Length);
        Rolling.Min(low, window, lowest.Span);
        Rolling.Max(high, window, output);
        Span<double> bottom = lowest.Span;
        for (int i = 0; i < output.Length; i++) output[i] = Share.Of(close[i] - bottom[i], output[i] - bottom[i], 0.5);
    }
}
