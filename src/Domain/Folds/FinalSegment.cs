using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Folds;

/// <summary>The end of the data that no grid, gate or search sees, so that one honest look is left: the last tenth, at most 90
/// days.</summary>
public static class FinalSegment
{
    public static readonly TimeSpan Longest = TimeSpan.FromDays(90);
    private const int Part = 10;

    public static TimeInterval Of(BarSeries bars)
    {
        ArgumentNullException.ThrowIfNull(bars);
        return Of(bars.Span, bars.Timeframe);
    }

    /// <summary>A whole number of bar lengths, rounded down, so that it starts where a bar does.</summary>
    public static TimeInterval Of(TimeInterval span, Timeframe timeframe)
    {
        long length = Math.Min(span.Length.Ticks / Part, Longest.Ticks);
        return new TimeInterval(span.End - TimeSpan.FromTicks(length - (length % timeframe.Duration.Ticks)), span.End);
    }
}
