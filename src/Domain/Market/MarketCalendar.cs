namespace ServerlessTraining.Domain.Market;

/// <summary>When a market trades, as far as the figures need it: how many bars a year has.</summary>
public sealed class MarketCalendar
{
    private const double MinutesADay = 24 * 60;
    private readonly double daysAYear;
    private readonly double minutesADay;

    private MarketCalendar(string name, double daysAYear, double minutesADay)
    {
        Name = name;
        this.daysAYear = daysAYear;
        this.minutesADay = minutesADay;
    }

    /// <summary>All year, all day: 365 days of 24 hours.</summary>
    public static MarketCalendar Crypto { get; } = new("crypto", 365, MinutesADay);

    /// <summary>Five days a week: 252 days of 24 hours.</summary>
    public static MarketCalendar Fx { get; } = new("fx", 252, MinutesADay);

    /// <summary>Sessions: 252 days of six and a half hours.</summary>
    public static MarketCalendar Equities { get; } = new("equities", 252, 390);

    public static IReadOnlyList<MarketCalendar> All { get; } = [Crypto, Fx, Equities];

    public string Name { get; }

    /// <summary>What annualisation multiplies by. A bar of a day or longer counts days, a shorter one counts the minutes that the market is open.</summary>
    public double BarsPerYear(Timeframe timeframe) => timeframe >= Timeframe.D1
        ? daysAYear * MinutesADay / timeframe.Minutes * (timeframe == Timeframe.W1 ? DaysAWeekFactor : 1)
        : daysAYear * minutesADay / timeframe.Minutes;

    private double DaysAWeekFactor => daysAYear >= 365 ? 1 : 7.0 / 5.0;

    public override string ToString() => Name;
}
