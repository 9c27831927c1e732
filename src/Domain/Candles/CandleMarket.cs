using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Candles;

/// <summary>What kind of market a training part is, so that past runs on like ones can be found.</summary>
/// <param name="Volatility">Standard deviation of the log returns, a year's worth by the market's calendar.</param>
/// <param name="TrendStrength">R-squared of the log close on time, 0 to 1.</param>
/// <param name="Bars">Of the training part.</param>
public sealed record CandleMarket(double Volatility, double TrendStrength, int Bars)
{
    private const int FewestBars = 3;

    /// <exception cref="ServerlessTrainingException">There are too few bars.</exception>
    public static CandleMarket Of(BarSeries training)
    {
        ArgumentNullException.ThrowIfNull(training);
        int count = training.Count;
        if (count < FewestBars) throw new ServerlessTrainingException($"A market cannot be described by {count} bars; {FewestBars} are needed.");
        double[] logs = [.. training.Close.ToArray().Select(close => Math.Log(close))];
        double[] returns = [.. logs.Skip(1).Zip(logs, (now, before) => now - before)];
        double mean = returns.Average();
        double variance = returns.Sum(value => (value - mean) * (value - mean)) / (returns.Length - 1);
        return new CandleMarket(Math.Sqrt(variance * training.Calendar.BarsPerYear(training.Timeframe)), Trend(logs), count);
    }

    /// <summary>0 for the same; the units are chosen so that twice the volatility, a trend stronger by a third and twice the bars are about as far.</summary>
    public double DistanceTo(CandleMarket other)
    {
        ArgumentNullException.ThrowIfNull(other);
        double volatility = Doublings(Volatility, other.Volatility);
        double trend = 3 * (TrendStrength - other.TrendStrength);
        double bars = Doublings(Bars, other.Bars);
        return Math.Sqrt((volatility * volatility) + (trend * trend) + (bars * bars));
    }

    // A market that never moves has no volatility to take the logarithm of.
    private static double Doublings(double one, double other) => Math.Log2(Math.Max(one, 1e-9) / Math.Max(other, 1e-9));

    private static double Trend(double[] logs)
    {
        double time = (logs.Length - 1) / 2.0;
        double mean = logs.Average();
        double cross = 0;
        double times = 0;
        double squares = 0;
        for (int i = 0; i < logs.Length; i++)
        {
            cross += (i - time) * (logs[i] - mean);
            times += (i - time) * (i - time);
            squares += (logs[i] - mean) * (logs[i] - mean);
        }

        return squares > 0 ? Math.Min(1, cross * cross / (times * squares)) : 0;
    }
}
