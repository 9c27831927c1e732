namespace ServerlessTraining.Domain.Market.Calendars;

/// <summary>Dates such as the third Monday of January.</summary>
internal static class Weekdays
{
    private const int AWeek = 7;

    public static DateOnly Nth(int n, DayOfWeek weekday, int month, int year)
    {
        DateOnly first = new(year, month, 1);
        return first.AddDays(((weekday - first.DayOfWeek + AWeek) % AWeek) + ((n - 1) * AWeek));
    }

    public static DateOnly Last(DayOfWeek weekday, int month, int year)
    {
        DateOnly last = new(year, month, DateTime.DaysInMonth(year, month));
        return last.AddDays(-((last.DayOfWeek - weekday + AWeek) % AWeek));
    }
}
