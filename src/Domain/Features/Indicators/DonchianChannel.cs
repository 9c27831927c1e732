namespace ServerlessTraining.Domain.Features.Indicators;

/// <summary>The highest high and the lowest low of the window before the newest bar, so that the newest bar can break out of it.</summary>
public static class DonchianChannel
{
    public static int WarmUp(int window) => window;

    public static void Compute(ReadOnlySpan<double> high, ReadOnlySpan<double> low, int window, Span<double> upper, Span<double> lower)
    {
        if (high.Length == 0) return;
        upper[0] = lower[0] = double.NaN;
        Rolling.Max(high[..^1], window, upper[1..]);
        Rolling.Min(low[..^1], window, lower[1..]);
    }

    /// <summary>Where the close lies in the channel: 0 at its low, 1 at its high, a half where it is flat. Breakouts are cut at one width,
    /// -1 and 2, since a narrow channel has no bound on them.</summary>
    public static void Position(ReadOnlySpan<double> high, ReadOnlySpan<double> low, ReadOnlySpan<double> close, int window, Span<double> output)
    {
        using Scratch bottoms = new(close.Length);
        Span<double> bottom = bottoms.Span;
        Compute(high, low, window, output, bottom);
        for (int i = 0; i < output.Length; i++) output[i] = Math.Clamp(Share.Of(close[i] - bottom[i], output[i] - bottom[i], 0.5), -1, 2);
    }
}
