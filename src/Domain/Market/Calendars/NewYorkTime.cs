namespace ServerlessTraining.Domain.Market.Calendars;

/// <summary>The offset of New York by rule: a machine without time-zone data, or with other data, gives the same bars.</summary>
internal static class NewYorkTime
{
    private const int Standard = 5 * 60;
    private const int DaylightSaving = 4 * 60;

    /// <summary>The offset at noon of the date: clocks change at two in the night, before any session. The rules of 1987 and of 2007; years
    /// before 1987 take the rule of 1987.</summary>
    public static int MinutesBehindUtc(DateOnly day)
    {
        (DateOnly start, DateOnly end) = day.Year >= 2007
            ? (Weekdays.Nth(2, DayOfWeek.Sunday, 3, day.Year), Weekdays.Nth(1, DayOfWeek.Sunday, 11, day.Year))
            : (Weekdays.Nth(1, DayOfWeek.Sunday, 4, day.Year), Weekdays.Last(DayOfWeek.Sunday, 10, day.Year));
        return day >= start && day < end ? DaylightSaving : Standard;
    }
}
