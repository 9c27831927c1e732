namespace ServerlessTraining.Domain.Market.Calendars;

/// <summary>When a kind of market is surely open, by UTC date. Where sources differ by an hour or by an afternoon, the market may be
/// closed: then no bar is missed, and none is wrong.</summary>
internal abstract class TradingHours
{
    /// <summary>Whether a bar of a day belongs to this date.</summary>
    public abstract bool IsTradingDay(DateOnly day);

    /// <summary>The part of the UTC date in which the market is surely open; empty where there is none.</summary>
    public abstract OpenMinutes On(DateOnly day);

    protected static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
}
