namespace ServerlessTraining.Domain.Features.Indicators;

/// <summary>Volatility a bar (a standard deviation of log returns, not annualised) from open, high, low and close.</summary>
public static class RangeVolatility
{
    /// <summary>Of Parkinson and Garman-Klass. Yang-Zhang needs one bar more, for the close before the first.</summary>
    public static int WarmUp(int window) => window - 1;

    /// <summary>From high and low alone: mean of ln(high/low)^2 / (4 ln 2).</summary>
    public static void Parkinson(ReadOnlySpan<double> high, ReadOnlySpan<double> low, int window, Span<double> output)
    {
        using Scratch squares = new(output.Length);
        Span<double> square = squares.Span;
        for (int i = 0; i < square.Length; i++)
        {
            double range = Math.Log(high[i] / low[i]);
            square[i] = range * range / (4 * Math.Log(2));
        }

        RootOfMean(square, window, output);
    }

    /// <summary>Mean of ln(high/low)^2 / 2 - (2 ln 2 - 1) ln(close/open)^2.</summary>
    public static void GarmanKlass(
        ReadOnlySpan<double> open, ReadOnlySpan<double> high, ReadOnlySpan<double> low, ReadOnlySpan<double> close, int window, Span<double> output)
    {
        using Scratch squares = new(output.Length);
        Span<double> square = squares.Span;
        for (int i = 0; i < square.Length; i++)
        {
            double range = Math.Log(high[i] / low[i]);
            double change = Math.Log(close[i] / open[i]);
            square[i] = (0.5 * range * range) - (((2 * Math.Log(2)) - 1) * change * change);
        }

        RootOfMean(square, window, output);
    }

    /// <summary>Yang and Zhang (2000): variance of the jumps from close to open, plus k times that of open to close, plus 1 - k times the
    /// mean of Rogers and Satchell's measure, with k = 0.34 / (1.34 + (n + 1) / (n - 1)). As in the paper the variances are around their
    /// means and open to close lies within one bar; mlfinlab takes raw squares, the change from the open of the bar before, and divides the
    /// last term by n - 1.</summary>
    public static void YangZhang(
        ReadOnlySpan<double> open, ReadOnlySpan<double> high, ReadOnlySpan<double> low, ReadOnlySpan<double> close, int window, Span<double> output)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 2);
        using Scratch inputs = new(output.Length);
        using Scratch jumps = new(output.Length);
        using Scratch changes = new(output.Length);
        Span<double> input = inputs.Span;
        if (input.Length > 0) input[0] = double.NaN;
        for (int i = 1; i < input.Length; i++) input[i] = Math.Log(open[i] / close[i - 1]);
        Rolling.Deviation(input, window, jumps.Span);
        for (int i = 0; i < input.Length; i++) input[i] = Math.Log(close[i] / open[i]);
        Rolling.Deviation(input, window, changes.Span);
        for (int i = 0; i < input.Length; i++)
        {
            double top = Math.Log(high[i] / open[i]);
            double bottom = Math.Log(low[i] / open[i]);
            input[i] = (top * (top - input[i])) + (bottom * (bottom - input[i]));
        }

        Rolling.Sum(input, window, output);
        double weight = 0.34 / (1.34 + ((window + 1.0) / (window - 1)));
        double unbiased = window / (window - 1.0);
        Span<double> jump = jumps.Span;
        Span<double> change = changes.Span;
        for (int i = 0; i < output.Length; i++)
        {
            double variance = (unbiased * ((jump[i] * jump[i]) + (weight * change[i] * change[i]))) + ((1 - weight) * output[i] / window);
            output[i] = Math.Sqrt(Math.Max(0, variance));
        }
    }

    private static void RootOfMean(ReadOnlySpan<double> squares, int window, Span<double> output)
    {
        Rolling.Sum(squares, window, output);
        for (int i = 0; i < output.Length; i++) output[i] = Math.Sqrt(Math.Max(0, output[i] / window));
    }
}
