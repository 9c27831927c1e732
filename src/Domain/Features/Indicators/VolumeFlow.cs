namespace ServerlessTraining.Domain.Features.Indicators;

/// <summary>Volume over a window, in forms without a level. A market without volume gets what says nothing: a relative volume of 1, flows
/// of 0, the simple average.</summary>
public static class VolumeFlow
{
    public static int WarmUp(int window) => window - 1;

    /// <summary>The newest volume over the mean of the window; 1 where that mean is 0.</summary>
    public static void Relative(ReadOnlySpan<double> volume, int window, Span<double> output)
    {
        Rolling.Sum(volume, window, output);
        for (int i = 0; i < output.Length; i++) output[i] = Share.Of(volume[i] * window, output[i], 1);
    }

    /// <summary>Chaikin money flow: volume weighted by where the close lies in its bar (-1 at the low, 1 at the high, 0 in a bar without
    /// range), as a share of all volume.</summary>
    public static void Money(
        ReadOnlySpan<double> high, ReadOnlySpan<double> low, ReadOnlySpan<double> close, ReadOnlySpan<double> volume, int window, Span<double> output)
    {
        using Scratch flows = new(output.Length);
        Span<double> flow = flows.Span;
        for (int i = 0; i < flow.Length; i++) flow[i] = volume[i] * Share.Of(close[i] - low[i] - (high[i] - close[i]), high[i] - low[i], 0);
        AsShareOfVolume(flow, volume, window, output);
    }

    /// <summary>What on-balance volume adds up without end, over a window only: volume of rising bars less that of falling ones, as a share
    /// of all volume (-1 to 1). The first <paramref name="window"/> values are NaN, since a change needs the bar before.</summary>
    public static void OnBalance(ReadOnlySpan<double> close, ReadOnlySpan<double> volume, int window, Span<double> output)
    {
        using Scratch flows = new(output.Length);
        Span<double> flow = flows.Span;
        if (flow.Length > 0) flow[0] = double.NaN;
        for (int i = 1; i < flow.Length; i++) flow[i] = close[i] > close[i - 1] ? volume[i] : close[i] < close[i - 1] ? -volume[i] : 0;
        AsShareOfVolume(flow, volume, window, output);
    }

    /// <summary>Volume-weighted average price; the simple average where the window has no volume.</summary>
    public static void WeightedAverage(ReadOnlySpan<double> price, ReadOnlySpan<double> volume, int window, Span<double> output)
    {
        using Scratch products = new(output.Length);
        using Scratch weighted = new(output.Length);
        using Scratch totals = new(output.Length);
        Span<double> product = products.Span;
        for (int i = 0; i < product.Length; i++) product[i] = price[i] * volume[i];
        Rolling.Sum(product, window, weighted.Span);
        Rolling.Sum(volume, window, totals.Span);
        MovingAverage.Simple(window).Apply(price, output);
        Span<double> sum = weighted.Span;
        Span<double> total = totals.Span;
        for (int i = 0; i < output.Length; i++) output[i] = Share.Of(sum[i], total[i], output[i]);
    }

    private static void AsShareOfVolume(ReadOnlySpan<double> flow, ReadOnlySpan<double> volume, int window, Span<double> output)
    {
        using Scratch totals = new(output.Length);
        Rolling.Sum(volume, window, totals.Span);
        Rolling.Sum(flow, window, output);
        Span<double> total = totals.Span;
        // A NaN flow is warm-up, with or without volume.
        for (int i = 0; i < output.Length; i++) output[i] = double.IsNaN(output[i]) ? output[i] : Share.Of(output[i], total[i], 0);
    }
}
