using System.Globalization;

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
                $"The columns of {symbol} {timeframe} must have one length, but there are {count} times, {columns.Open.Length} opens, {columns.High.Length} highs, {columns.Low.Length} lows, " +
                $"{columns.Close.Length} closes and {columns.Volume.Length} volumes.");
        }

        for (int i = 0; i < count; i++)
        {
            string? broken = Violation(columns.Open[i], columns.High[i], columns.Low[i], columns.Close[i], columns.Volume[i])
                ?? (i == 0 ? null : OrderViolation(columns.Ticks[i - 1], columns.Ticks[i]));
            if (broken is null) continue;
            string time = TimeInterval.Text(new DateTimeOffset(columns.Ticks[i], TimeSpan.Zero));
            throw new ServerlessTrainingException($"Bar {i} of {symbol} {timeframe} ({time}): {broken}");
        }
    }

    /// <summary>The rule that a bar breaks, in words, or null.</summary>
    public static string? Violation(double open, double high, double low, double close, double volume)
    {
        // One comparison chain for the good case: it is false for every NaN, and infinities fail the subtraction.
        if (low <= open && open <= high && low <= close && close <= high && volume >= 0 && low > 0 && high - low < double.PositiveInfinity && volume < double.PositiveInfinity) return null;
        if (!double.IsFinite(open)) return NotFinite("open", open);
        if (!double.IsFinite(high)) return NotFinite("high", high);
        if (!double.IsFinite(low)) return NotFinite("low", low);
        if (!double.IsFinite(close)) return NotFinite("close", close);
        if (!double.IsFinite(volume)) return NotFinite("volume", volume);
        if (volume < 0) return string.Create(CultureInfo.InvariantCulture, $"volume must be 0 or more, but is {volume}.");
        if (low <= 0) return string.Create(CultureInfo.InvariantCulture, $"prices must be above 0, but low is {low}.");
        return string.Create(CultureInfo.InvariantCulture, $"low <= open, close <= high must hold, but low={low}, open={open}, close={close}, high={high}.");
    }

    public static string? OrderViolation(long previousTicks, long ticks)
    {
        if (ticks > previousTicks) return null;
        string previous = TimeInterval.Text(new DateTimeOffset(previousTicks, TimeSpan.Zero));
        return ticks == previousTicks
            ? $"the time {previous} is there twice; every time may be there once."
            : $"times must ascend, but {TimeInterval.Text(new DateTimeOffset(ticks, TimeSpan.Zero))} comes after {previous}.";
    }

    private static string NotFinite(string field, double value) => string.Create(CultureInfo.InvariantCulture, $"{field} must be a finite number, but is {value}.");
}
