namespace ServerlessTraining.Domain.Market.Calendars;

/// <summary>The regular session of the New York Stock Exchange, 09:30 to 16:00.</summary>
internal sealed class EquityHours : TradingHours
{
    private const int Open = (9 * 60) + 30;
    private const int Close = 16 * 60;
    private const int EarlyClose = 13 * 60;

    public override bool IsTradingDay(DateOnly day) => !IsWeekend(day) && !NyseHolidays.IsClosed(day);

    public override OpenMinutes On(DateOnly day)
    {
        if (!IsTradingDay(day)) return OpenMinutes.None;
        int behind = NewYorkTime.MinutesBehindUtc(day);
        return new OpenMinutes(Open + behind, (NyseHolidays.ClosesEarly(day) ? EarlyClose : Close) + behind);
    }
}
