namespace ServerlessTraining.Domain.Features.Indicators;

/// <summary>The difference of a fast and a slow average (the line), and its own average (the signal), in units of the price.</summary>
public static class Macd
{
    public static int WarmUp(MovingAverage fast, MovingAverage slow, MovingAverage signal)
    {
        ArgumentNullException.ThrowIfNull(fast);
        ArgumentNullException.ThrowIfNull(slow);
        ArgumentNullException.ThrowIfNull(signal);
        return Math.Max(fast.WarmUp, slow.WarmUp) + signal.WarmUp;
    }

    public static void Compute(
        ReadOnlySpan<double> close, MovingAverage fast, MovingAverage slow, MovingAverage signal, Span<double> line, Span<double> signalLine)
    {
        ArgumentNullException.ThrowIfNull(fast);
        ArgumentNullException.ThrowIfNull(slow);
        ArgumentNullException.ThrowIfNull(signal);
        fast.Apply(close, line);
        slow.Apply(close, signalLine);
        for (int i = 0; i < line.Length; i++) line[i] -= signalLine[i];
        signal.Apply(line, signalLine);
    }
}
