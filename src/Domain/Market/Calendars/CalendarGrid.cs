namespace ServerlessTraining.Domain.Market.Calendars;

/// <summary>Which places on a timeframe's grid should hold a bar. Counting is by day, not by bar: a file that claims nine thousand years of
/// minutes costs no more than its days.</summary>
internal sealed class CalendarGrid(TradingHours hours)
{
    private const int DaysAWeek = 7;

    /// <summary>The bars that should open at or after <paramref name="fromTicks"/> and before <paramref name="toTicks"/>.</summary>
    public ExpectedBars Expected(Timeframe timeframe, long fromTicks, long toTicks)
    {
        long count = 0;
        long first = 0;
        long last = 0;
        for (long period = fromTicks - (fromTicks % PeriodTicks(timeframe)); period < toTicks; period += PeriodTicks(timeframe))
        {
            ExpectedBars bars = InPeriod(timeframe, period, fromTicks, toTicks);
            if (bars.Count == 0) continue;
            if (count == 0) first = bars.FirstTicks;
            last = bars.LastTicks;
            count += bars.Count;
        }

        return new ExpectedBars(count, first, last);
    }

    /// <summary>The first bar that should open at or after the instant.</summary>
    public long Next(Timeframe timeframe, long fromTicks)
    {
        for (long period = fromTicks - (fromTicks % PeriodTicks(timeframe)); period < DateTime.MaxValue.Ticks; period += PeriodTicks(timeframe))
        {
            ExpectedBars bars = InPeriod(timeframe, period, fromTicks, DateTime.MaxValue.Ticks);
            if (bars.Count > 0) return bars.FirstTicks;
        }

        throw new ServerlessTrainingException("The calendar has no bar between that instant and the year 10000. Start earlier or ask for fewer bars.");
    }

    // Bars of a day or less are laid out day by day, weeks week by week.
    private static long PeriodTicks(Timeframe timeframe) => timeframe > Timeframe.D1 ? timeframe.Duration.Ticks : TimeSpan.TicksPerDay;

    private ExpectedBars InPeriod(Timeframe timeframe, long periodTicks, long fromTicks, long toTicks)
    {
        int day = (int)(periodTicks / TimeSpan.TicksPerDay);
        long step = timeframe.Duration.Ticks;
        (long firstBar, long endBar) = timeframe < Timeframe.D1
            ? BarsOf(hours.On(DateOnly.FromDayNumber(day)), timeframe.Minutes)
            : (0, HasTradingDay(day, timeframe) ? 1 : 0);
        firstBar = Math.Max(firstBar, DivideUp(fromTicks - periodTicks, step));
        endBar = Math.Min(endBar, DivideUp(toTicks - periodTicks, step));
        return endBar <= firstBar ? default : new ExpectedBars(endBar - firstBar, periodTicks + (firstBar * step), periodTicks + ((endBar - 1) * step));
    }

    // A bar that is open for a minute is a bar: the first hour of a New York session has thirty minutes.
    private static (long First, long End) BarsOf(OpenMinutes open, int minutes) => (open.From / minutes, DivideUp(open.To, minutes));

    private bool HasTradingDay(int firstDay, Timeframe timeframe)
    {
        int days = timeframe == Timeframe.D1 ? 1 : DaysAWeek;
        for (int day = firstDay; day < firstDay + days && day <= DateOnly.MaxValue.DayNumber; day++)
        {
            if (hours.IsTradingDay(DateOnly.FromDayNumber(day))) return true;
        }

        return false;
    }

    private static long DivideUp(long value, long divisor) => value <= 0 ? 0 : (value + divisor - 1) / divisor;
}
