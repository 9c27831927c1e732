namespace ServerlessTraining.Domain.Market.Calendars;

/// <summary>Always.</summary>
internal sealed class CryptoHours : TradingHours
{
    public override bool IsTradingDay(DateOnly day) => true;

    public override OpenMinutes On(DateOnly day) => OpenMinutes.WholeDay;
}
