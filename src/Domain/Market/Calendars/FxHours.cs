namespace ServerlessTraining.Domain.Market.Calendars;

/// <summary>Sunday to Friday, 17:00 New York. Sources shift that hour by the daylight saving of New York, of London, or not at all, so
/// 21:00 to 22:00 UTC is open for some of them only.</summary>
internal sealed class FxHours : TradingHours
{
    private const int SundayOpen = 22 * 60;
    private const int FridayClose = 21 * 60;
    // From noon in New York on, some sources have bars on Christmas Eve and on New Year's Eve and some have none.
    private const int EveClose = 17 * 60;

    public override bool IsTradingDay(DateOnly day) => !IsWeekend(day) && !IsHoliday(day);

    public override OpenMinutes On(DateOnly day)
    {
        if (IsHoliday(day)) return OpenMinutes.None;
        int close = IsEve(day) ? EveClose : OpenMinutes.ADay;
        return day.DayOfWeek switch
        {
            DayOfWeek.Saturday => OpenMinutes.None,
            DayOfWeek.Sunday => close > SundayOpen ? new OpenMinutes(SundayOpen, close) : OpenMinutes.None,
            DayOfWeek.Friday => new OpenMinutes(0, Math.Min(close, FridayClose)),
            _ => new OpenMinutes(0, close),
        };
    }

    private static bool IsHoliday(DateOnly day) => day is { Month: 12, Day: 25 } or { Month: 1, Day: 1 };

    private static bool IsEve(DateOnly day) => day is { Month: 12, Day: 24 or 31 };
}
