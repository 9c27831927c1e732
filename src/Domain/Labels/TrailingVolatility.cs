using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Labels;

/// <summary>Exponentially weighted standard deviation of the returns over a period of time, as known at each close.</summary>
public static class TrailingVolatility
{
    /// <summary>NaN where there are too few returns. The return at bar t starts from the last bar that is at least one period older. (The
    /// reference takes the bar before that where one is exactly a period older, so its day of hourly bars has 25 hours.)</summary>
    public static double[] Compute(BarSeries bars, VolatilityOptions options)
    {
        ArgumentNullException.ThrowIfNull(bars);
        ArgumentNullException.ThrowIfNull(options);
        Faults errors = new("The volatility options cannot be used");
        options.Check(errors);
        errors.Throw();

        double[] volatility = new double[bars.Count];
        ReadOnlySpan<long> ticks = bars.OpenTicks;
        ReadOnlySpan<double> close = bars.Close;
        WeightedMoments moments = new(1 - options.Alpha);
        int from = -1;
        for (int row = 0; row < volatility.Length; row++)
        {
            while (ticks[from + 1] <= ticks[row] - options.Period.Ticks) from++;
            if (from >= 0) moments.Add((close[row] / close[from]) - 1);
            volatility[row] = moments.Count >= options.MinReturns ? moments.StandardDeviation : double.NaN;
        }

        return volatility;
    }

    /// <summary>Weighted mean and variance, updated in place so that a value costs the same after any number of returns; the variance
    /// carries the correction for its own mean.</summary>
    private struct WeightedMoments(double decay)
    {
        private double weight;
        private double squaredWeights;
        private double mean;
        private double variance;

        public int Count { get; private set; }

        public readonly double StandardDeviation => Math.Sqrt(variance * weight * weight / ((weight * weight) - squaredWeights));

        public void Add(double value)
        {
            double old = weight * decay;
            double oldMean = mean;
            weight = old + 1;
            squaredWeights = (squaredWeights * decay * decay) + 1;
            mean += (value - mean) / weight;
            double shift = oldMean - mean;
            variance = ((old * (variance + (shift * shift))) + ((value - mean) * (value - mean))) / weight;
            Count++;
        }
    }
}
