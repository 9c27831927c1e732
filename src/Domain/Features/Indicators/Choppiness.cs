namespace ServerlessTraining.Domain.Features.Indicators;

/// <summary>Choppiness index: log of (summed true ranges / range of the whole window) to the base of the window; 0 for a straight line, 1
/// (not 100) for a price that went nowhere. A half where nothing moved.</summary>
public static class Choppiness
{
    public static int WarmUp(int window) => TrueRange.WarmUp + window - 1;

    public static void Compute(ReadOnlySpan<double> high, ReadOnlySpan<double> low, ReadOnlySpan<double> close, int window, Span<double> output)
    {
        using Scratch edges = new(close.Length);
        using Scratch tops = new(close.Length);
        using Scratch bottoms = new(close.Length);
        Span<double> edge = edges.Span;
        if (edge.Length > 0) edge[0] = double.NaN;
        for (int i = 1; i < edge.Length; i++) edge[i] = Math.Max(high[i], close[i - 1]);
        Rolling.Max(edge, window, tops.Span);
        for (int i = 1; i < edge.Length; i++) edge[i] = Math.Min(low[i], close[i - 1]);
        Rolling.Min(edge, window, bottoms.Span);
        TrueRange.Compute(high, low, close, edge);
        Rolling.Sum(edge, window, output);
        Span<double> top = tops.Span;
        Span<double> bottom = bottoms.Span;
        double scale = 1 / Math.Log(window);
        for (int i = 0; i < output.Length; i++) output[i] = output[i] == 0 ? 0.5 : Math.Log(output[i] / (top[i] - bottom[i])) * scale;
    }
}
