namespace ServerlessTraining.Domain.Market;

/// <summary>Bars of one market by column: ascending, unique, finite, checked when made. A slice shares the columns of its parent.</summary>
public sealed class BarSeries
{
    private readonly BarColumns columns;
    private readonly int start;

    private BarSeries(Symbol symbol, Timeframe timeframe, MarketCalendar calendar, BarColumns columns, int start, int count)
    {
        Symbol = symbol;
        Timeframe = timeframe;
        Calendar = calendar;
        this.columns = columns;
        this.start = start;
        Count = count;
    }

    public Symbol Symbol { get; }

    public Timeframe Timeframe { get; }

    public MarketCalendar Calendar { get; }

    public int Count { get; }

    /// <summary>UTC ticks (100 ns) of each bar's open.</summary>
    public ReadOnlySpan<long> OpenTicks => columns.Ticks.AsSpan(start, Count);

    public ReadOnlySpan<double> Open => columns.Open.AsSpan(start, Count);

    public ReadOnlySpan<double> High => columns.High.AsSpan(start, Count);

    public ReadOnlySpan<double> Low => columns.Low.AsSpan(start, Count);

    public ReadOnlySpan<double> Close => columns.Close.AsSpan(start, Count);

    public ReadOnlySpan<double> Volume => columns.Volume.AsSpan(start, Count);

    /// <summary>From the open of the first bar to the close of the last.</summary>
    public TimeInterval Span => Count == 0
        ? throw new ServerlessTrainingException($"The series {Symbol} {Timeframe} has no bars, so it spans no time.")
        : new TimeInterval(OpenTime(0), CloseTime(Count - 1));

    public Bar this[int index] => new(OpenTime(index), Open[index], High[index], Low[index], Close[index], Volume[index]);

    /// <summary>Takes ownership of the columns. The first violated rule is thrown with the bar's number and time.</summary>
    public static BarSeries Create(Symbol symbol, Timeframe timeframe, MarketCalendar calendar, BarColumns columns)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        ArgumentNullException.ThrowIfNull(columns);
        BarRules.Check(symbol, timeframe, columns);
        return new BarSeries(symbol, timeframe, calendar, columns, 0, columns.Ticks.Length);
    }

    internal BarSeries OfSameMarket(Timeframe timeframe, BarColumns other) => Create(Symbol, timeframe, Calendar, other);

    public DateTimeOffset OpenTime(int index) => new(OpenTicks[index], TimeSpan.Zero);

    /// <summary>The instant from which the bar is complete and may be known.</summary>
    public DateTimeOffset CloseTime(int index) => OpenTime(index) + Timeframe.Duration;

    public BarSeries Slice(int from, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Count - from);
        return new BarSeries(Symbol, Timeframe, Calendar, columns, start + from, count);
    }

    /// <summary>The first bar that opens at or after the instant; <see cref="Count"/> when none does.</summary>
    public int IndexAtOrAfter(DateTimeOffset instant)
    {
        int found = OpenTicks.BinarySearch(instant.UtcTicks);
        return found < 0 ? ~found : found;
    }

    /// <summary>The bars that open inside the interval.</summary>
    public Range RangeOf(TimeInterval interval) => IndexAtOrAfter(interval.Start)..IndexAtOrAfter(interval.End);
}
