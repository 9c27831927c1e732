using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Inference;

/// <summary>The feature term of the confidence: how calm the market is beside its own recent past.</summary>
internal sealed class Calm
{
    /// <summary>Returns that make up the volatility of a bar.</summary>
    private const int VolatilityBars = 20;
    private readonly double[] volatility;

    /// <summary>The volatility is the sum of the last squared returns: only its rank counts. It is added up anew at each bar, so that it does not
    /// depend on where the series starts.</summary>
    public Calm(BarSeries bars)
    {
        volatility = new double[bars.Count];
        ReadOnlySpan<double> close = bars.Close;
        double[] squares = new double[bars.Count];
        for (int i = 1; i < squares.Length; i++)
        {
            double change = (close[i] / close[i - 1]) - 1;
            squares[i] = change * change;
        }

        for (int i = 0; i < volatility.Length; i++)
        {
            if (i < VolatilityBars)
            {
                volatility[i] = double.NaN;
                continue;
            }

            double sum = 0;
            foreach (double square in squares.AsSpan(i - VolatilityBars + 1, VolatilityBars)) sum += square;
            volatility[i] = sum;
        }
    }

    public double At(int bar, int lookback)
    {
        // Bars before the first full sum have no volatility, and all bars after it have one.
        int first = Math.Max(VolatilityBars, bar - lookback);
        return bar <= first ? Confidence.Unknown : 1 - Confidence.Rank(volatility.AsSpan(first, bar - first), volatility[bar], bar - first);
    }
}
