namespace ServerlessTraining.Domain.Features.Indicators;

/// <summary>An average of the newest bars with fixed weights. The exponential ones reach back without end in the textbooks; here they have
/// a memory: the value at a bar is the textbook value (seeded with the simple average of the first <c>period</c> bars) of a series that
/// begins <c>memory</c> bars earlier. So it is the same whatever came before.</summary>
public sealed class MovingAverage
{
    // The weight of what lies beyond the default memory is exp(-8), 0.03 %, and stays in the average as the seed.
    private const int ExponentialReach = 4;
    private const int WilderReach = 8;
    private readonly double[] weights;

    private MovingAverage(double[] weights) => this.weights = weights;

    /// <summary>Leading values that are NaN: the average reads as many earlier bars.</summary>
    public int WarmUp => weights.Length - 1;

    public static MovingAverage Simple(int window)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(window);
        double[] equal = new double[window];
        equal.AsSpan().Fill(1.0 / window);
        return new MovingAverage(equal);
    }

    /// <summary>Smoothing 2 / (period + 1). <paramref name="memory"/> in bars, <paramref name="period"/> or more; four periods where it is
    /// not given.</summary>
    public static MovingAverage Exponential(int period, int? memory = null) => Smoothed(period, 2.0 / (period + 1), memory ?? (ExponentialReach * period));

    /// <summary>Smoothing 1 / period. <paramref name="memory"/> in bars, <paramref name="period"/> or more; eight periods where it is not
    /// given.</summary>
    public static MovingAverage Wilder(int period, int? memory = null) => Smoothed(period, 1.0 / period, memory ?? (WilderReach * period));

    /// <summary>An average of equal values is that value to the bit, because differences to the newest value are averaged.</summary>
    public void Apply(ReadOnlySpan<double> values, Span<double> output)
    {
        Window.Fold(values, values, weights.Length, new WeightedDifferenceFold(weights), output);
        for (int i = 0; i < output.Length; i++) output[i] += values[i];
    }

    private static MovingAverage Smoothed(int period, double smoothing, int memory)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(period);
        ArgumentOutOfRangeException.ThrowIfLessThan(memory, period);
        double[] decaying = new double[memory];
        double decay = 1;
        for (int lag = 0; lag < memory - period; lag++)
        {
            decaying[lag] = smoothing * decay;
            decay *= 1 - smoothing;
        }

        decaying.AsSpan(memory - period).Fill(decay / period);
        return new MovingAverage(decaying);
    }
}
