namespace ServerlessTraining.Domain.Market.Calendars;

/// <summary>The full-day and half-day closures of the New York Stock Exchange by its rules since 1998, and a table of the days that follow
/// no rule.</summary>
internal static class NyseHolidays
{
    private const int JuneteenthSince = 2022;

    // 11 September, the funerals of Nixon, Reagan, Ford, Bush and Carter, and hurricane Sandy.
    private static readonly HashSet<DateOnly> Specials =
    [
        new(1994, 4, 27), new(2001, 9, 11), new(2001, 9, 12), new(2001, 9, 13), new(2001, 9, 14), new(2004, 6, 11), new(2007, 1, 2), new(2012, 10, 29), new(2012, 10, 30),
        new(2018, 12, 5), new(2025, 1, 9),
    ];

    private static readonly HashSet<DateOnly> SpecialHalfDays = [new(1999, 12, 31), new(2002, 7, 5), new(2003, 12, 26)];

    public static bool IsClosed(DateOnly day)
    {
        int year = day.Year;
        return day.Month switch
        {
            // A New Year's Day on a Saturday is not made up for: the Friday before closes the books of the year.
            1 => day == Observed(new(year, 1, 1), saturdayOnFriday: false) || day == Weekdays.Nth(3, DayOfWeek.Monday, 1, year),
            2 => day == Weekdays.Nth(3, DayOfWeek.Monday, 2, year),
            3 or 4 => day == Easter(year).AddDays(-2),
            5 => day == Weekdays.Last(DayOfWeek.Monday, 5, year),
            6 => year >= JuneteenthSince && day == Observed(new(year, 6, 19)),
            7 => day == Observed(new(year, 7, 4)),
            9 => day == Weekdays.Nth(1, DayOfWeek.Monday, 9, year),
            11 => day == Thanksgiving(year),
            12 => day == Observed(new(year, 12, 25)),
            _ => false,
        } || Specials.Contains(day);
    }

    /// <summary>Half sessions: the day after Thanksgiving, Christmas Eve, and 3 July where the holiday follows.</summary>
    public static bool ClosesEarly(DateOnly day) => day switch
    {
        { Month: 11 } => day == Thanksgiving(day.Year).AddDays(1),
        { Month: 12, Day: 24 } => true,
        { Month: 7, Day: 3 } => true,
        _ => false,
    } || SpecialHalfDays.Contains(day);

    private static DateOnly Thanksgiving(int year) => Weekdays.Nth(4, DayOfWeek.Thursday, 11, year);

    private static DateOnly Observed(DateOnly holiday, bool saturdayOnFriday = true) => holiday.DayOfWeek switch
    {
        DayOfWeek.Sunday => holiday.AddDays(1),
        DayOfWeek.Saturday when saturdayOnFriday => holiday.AddDays(-1),
        _ => holiday,
    };

    /// <summary>Easter Sunday of the Gregorian calendar (Meeus, Jones, Butcher).</summary>
    private static DateOnly Easter(int year)
    {
        int golden = year % 19;
        int century = year / 100;
        int inCentury = year % 100;
        int correction = (century - ((century + 8) / 25) + 1) / 3;
        int epact = ((19 * golden) + century - (century / 4) - correction + 15) % 30;
        int weekday = (32 + (2 * (century % 4)) + (2 * (inCentury / 4)) - epact - (inCentury % 4)) % 7;
        int shift = (golden + (11 * epact) + (22 * weekday)) / 451;
        int march = epact + weekday - (7 * shift) + 114;
        return new DateOnly(year, march / 31, (march % 31) + 1);
    }
}
