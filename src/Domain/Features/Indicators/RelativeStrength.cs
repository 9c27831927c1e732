namespace ServerlessTraining.Domain.Features.Indicators;

/// <summary>RSI: the average gain as a share of average gain plus average loss. From 0 to 1, not to 100: the columns of a matrix are of
/// order 1. A half where the price did not move.</summary>
public static class RelativeStrength
{
    public static int WarmUp(MovingAverage average)
    {
        ArgumentNullException.ThrowIfNull(average);
        return average.WarmUp + 1;
    }

    public static void Compute(ReadOnlySpan<double> close, MovingAverage average, Span<double> output)
    {
        ArgumentNullException.ThrowIfNull(average);
        if (close.Length == 0) return;
        using Scratch changes = new(close.Length);
        using Scratch losses = new(close.Length);
        Span<double> change = changes.Span;
        change[0] = double.NaN;
        for (int i = 1; i < close.Length; i++) change[i] = Math.Max(0, close[i - 1] - close[i]);
        average.Apply(change, losses.Span);
        for (int i = 1; i < close.Length; i++) change[i] = Math.Max(0, close[i] - close[i - 1]);
        average.Apply(change, output);
        Span<double> loss = losses.Span;
        for (int i = 0; i < output.Length; i++)
        {
            double total = output[i] + loss[i];
            output[i] = total == 0 ? 0.5 : output[i] / total;
        }
    }
}
