namespace ServerlessTraining.Domain.Labels;

/// <summary>Chooses the bars at which the log price has moved by a threshold since the last one chosen in that direction (symmetric
/// CUSUM).</summary>
public static class CusumFilter
{
    /// <summary>Bars at which a sum passed its threshold, ascending. Thresholds are log returns, one a bar and known at its close, such as
    /// a trailing volatility: an average over the whole series, as is often taken, knows the future. Bars whose threshold is NaN do not
    /// count at all: nothing is added up before the first threshold is known.</summary>
    public static int[] Events(ReadOnlySpan<double> closes, ReadOnlySpan<double> thresholds)
    {
        if (closes.Length != thresholds.Length)
        {
            throw new ServerlessTrainingException(
                $"The CUSUM filter needs one threshold a bar, but there are {closes.Length} bars and {thresholds.Length} thresholds.");
        }

        List<int> events = [];
        double up = 0;
        double down = 0;
        for (int bar = 1; bar < closes.Length; bar++)
        {
            double threshold = thresholds[bar];
            if (double.IsNaN(threshold)) continue;
            if (threshold <= 0)
            {
                throw new ServerlessTrainingException(
                    $"The CUSUM threshold of bar {bar} is {threshold}; above 0 is allowed, or NaN where none is known.");
            }

            double change = Math.Log(closes[bar] / closes[bar - 1]);
            up = Math.Max(0, up + change);
            down = Math.Min(0, down + change);
            if (down < -threshold)
            {
                down = 0;
                events.Add(bar);
            }
            else if (up > threshold)
            {
                up = 0;
                events.Add(bar);
            }
        }

        return [.. events];
    }
}
