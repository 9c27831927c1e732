namespace ServerlessTraining.Domain.Market;

/// <summary>What every bar must hold, in one place for every way that bars come in.</summary>
internal static class BarRules
{
    public static void Check(Symbol symbol, Timeframe timeframe, BarColumns columns)
    {
        int count = columns.Ticks.Length;
        if (columns.Open.Length != count || columns.High.Length != count || columns.Low.Length != count || columns.Close.Length != count || columns.Volume.Length != count)
        {
            throw new ServerlessTrainingException(
                $"The columns of {symbol} {timeframe} must have one length, but there are {count} times, {columns.Open.Length} opens, " +
                $"{columns.High.Length} highs, {columns.Low.Length} lows, {columns.Close.Length} closes and {columns.Volume.Length} volumes.");
        }

        for (int i = 0; i < count; i++)
        {
            if (columns.Ticks[i] < 0 || columns.Ticks[i] > DateTime.MaxValue.Ticks - timeframe.Duration.Ticks)
            {
                throw new ServerlessTrainingException(
                    $"Bar {i} of {symbol} {timeframe} has the tick {columns.Ticks[i]}, but a bar must open and close between the years 1 and 9999.");
            }

            string? broken = Violation(columns.Open[i], columns.High[i], columns.Low[i], columns.Close[i], columns.Volume[i])
                ?? (i == 0 ? null : OrderViolation(columns.Ticks[i - 1], columns.Ticks[i]));
            if (broken is null) continue;
            string time = TimeInterval.Text(new DateTimeOffset(columns.Ticks[i], TimeSpan.Zero));
            throw new ServerlessTrainingException($"Bar {i} of {symbol} {timeframe} ({time}): {broken}");
        }
    }

    /// <summary>For whoever counts places on the grid or puts bars together: a bar across an edge would belong to two.</summary>
    public static void RequireGrid(BarSeries bars)
    {
        ReadOnlySpan<long> ticks = bars.OpenTicks;
        for (int i = 0; i < ticks.Length; i++)
        {
            if (bars.Timeframe.IsOnGrid(ticks[i])) continue;
            throw new ServerlessTrainingException(
                $"Bar {i} of {bars.Symbol} {bars.Timeframe} opens at {TimeInterval.Text(bars.OpenTime(i))}, which is no whole multiple of {bars.Timeframe} " +
                "from midnight UTC (weeks from Monday). Is the timeframe right, and are the times in UTC?");
        }
    }

    /// <summary>The rule that a bar breaks, in words, or null.</summary>
    public static string? Violation(double open, double high, double low, double close, double volume) => Violation(open, high, low, close, volume, out _);

    /// <summary>The same, with the field to look at first.</summary>
    public static string? Violation(double open, double high, double low, double close, double volume, out string field)
    {
        field = "";
        // Comparisons only for the good case: they are false for every NaN, and infinities fail the subtraction.
        bool inRange = low <= open && open <= high && low <= close && close <= high && low > 0 && high - low < double.PositiveInfinity;
        if (inRange && volume >= 0 && volume < double.PositiveInfinity) return null;
        foreach ((string name, double value) in (ReadOnlySpan<(string, double)>)[("open", open), ("high", high), ("low", low), ("close", close), ("volume", volume)])
        {
            field = name;
            if (!double.IsFinite(value)) return $"{name} must be a finite number, but is {value}.";
        }

        if (volume < 0) return $"volume must be 0 or more, but is {volume}.";
        field = "low";
        if (low <= 0) return $"prices must be above 0, but low is {low}.";
        if (low <= high && low <= Math.Min(open, close)) field = "high";
        return $"low <= open, close <= high must hold, but low={low}, open={open}, close={close}, high={high}.";
    }

    public static string? OrderViolation(long previousTicks, long ticks)
    {
        if (ticks > previousTicks) return null;
        string previous = TimeInterval.Text(new DateTimeOffset(previousTicks, TimeSpan.Zero));
        return ticks == previousTicks
            ? $"the time {previous} is there twice; every time may be there once."
            : $"times must ascend, but {TimeInterval.Text(new DateTimeOffset(ticks, TimeSpan.Zero))} comes after {previous}.";
    }
}
