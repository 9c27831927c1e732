namespace ServerlessTraining.Domain.Market;

/// <summary>Longer bars from shorter ones, on the one grid that every market has: days from midnight UTC, weeks from Monday.</summary>
public static class Resampling
{
    /// <summary>Only bars whose whole time lies between the first open and the last close of the source. A last bar may still change; a
    /// first one would depend on how much history was loaded. Gaps inside are not filled: a bar is made of what is there.</summary>
    public static BarSeries To(BarSeries source, Timeframe target)
    {
        ArgumentNullException.ThrowIfNull(source);
        RequireMultiple(source.Timeframe, target);
        BarRules.RequireGrid(source);
        if (source.Count == 0) return source.OfSameMarket(target, new BarColumnsBuilder().Build());
        BarColumnsBuilder bars = new();
        long lastClose = source.OpenTicks[^1] + source.Timeframe.Duration.Ticks;
        for (int from = FirstWhole(source, target); from < source.Count;)
        {
            long start = target.FloorTicks(source.OpenTicks[from]);
            if (start + target.Duration.Ticks > lastClose) break;
            int to = EndOf(start, source, target, from);
            AddBar(bars, start, source, from..to);
            from = to;
        }

        return source.OfSameMarket(target, bars.Build());
    }

    private static void RequireMultiple(Timeframe source, Timeframe target)
    {
        if (target > source && target.Minutes % source.Minutes == 0) return;
        throw new ServerlessTrainingException($"{source} bars cannot be made into {target} bars: the target must be a longer timeframe and a multiple of {source}.");
    }

    private static int FirstWhole(BarSeries source, Timeframe target) =>
        target.IsOnGrid(source.OpenTicks[0]) ? 0 : EndOf(target.FloorTicks(source.OpenTicks[0]), source, target, 0);

    // The first source bar that is no longer part of the target bar.
    private static int EndOf(long start, BarSeries source, Timeframe target, int from)
    {
        ReadOnlySpan<long> ticks = source.OpenTicks;
        long end = start + target.Duration.Ticks;
        int to = from;
        while (to < ticks.Length && ticks[to] < end) to++;
        return to;
    }

    private static void AddBar(BarColumnsBuilder bars, long start, BarSeries source, Range parts)
    {
        double high = double.MinValue;
        foreach (double value in source.High[parts]) high = Math.Max(high, value);
        double low = double.MaxValue;
        foreach (double value in source.Low[parts]) low = Math.Min(low, value);
        double volume = 0;
        foreach (double value in source.Volume[parts]) volume += value;
        bars.Add(start, source.Open[parts][0], high, low, source.Close[parts][^1], volume);
    }
}
