using ServerlessTraining.Domain.Market.Calendars;

namespace ServerlessTraining.Domain.Market;

/// <summary>When a market trades: how many bars a year has, and which bars should be there. A bar is expected only where the market is
/// surely open: hours in which some sources have bars and some have none (daylight saving, the afternoon before a holiday, half sessions)
/// are never a gap.</summary>
public sealed class MarketCalendar
{
    private const double MinutesADay = 24 * 60;
    private readonly TradingHours hours;
    private readonly double daysAYear;
    private readonly double daysAWeek;
    private readonly double minutesADay;

    private MarketCalendar(string name, double daysAYear, double daysAWeek, double minutesADay, TradingHours hours)
    {
        Name = name;
        this.daysAYear = daysAYear;
        this.daysAWeek = daysAWeek;
        this.minutesADay = minutesADay;
        this.hours = hours;
        Grid = new CalendarGrid(hours);
    }

    /// <summary>All year, all day: 365 days of 24 hours.</summary>
    public static MarketCalendar Crypto { get; } = new("crypto", 365, 7, MinutesADay, new CryptoHours());

    /// <summary>Five days a week: 252 days of 24 hours. Open from Sunday 22:00 to Friday 21:00 UTC; Christmas Day and New Year's Day are
    /// closed.</summary>
    public static MarketCalendar Fx { get; } = new("fx", 252, 5, MinutesADay, new FxHours());

    /// <summary>Sessions of the New York Stock Exchange: 252 days of six and a half hours, 09:30 to 16:00 New York, without its holidays.</summary>
    public static MarketCalendar Equities { get; } = new("equities", 252, 5, 390, new EquityHours());

    public static IReadOnlyList<MarketCalendar> All { get; } = [Crypto, Fx, Equities];

    public string Name { get; }

    internal CalendarGrid Grid { get; }

    public static MarketCalendar Parse(string text) =>
        All.FirstOrDefault(calendar => calendar.Name.Equals(text?.Trim(), StringComparison.OrdinalIgnoreCase))
        ?? throw new ServerlessTrainingException($"'{text}' is not a market calendar. Allowed are: {string.Join(", ", All)}.");

    /// <summary>A guess from the letters alone, for where nobody said: FX where two fiat or metal codes make the six letters, crypto where
    /// the symbol ends in a stable coin or a large coin or is a large coin in a fiat currency, otherwise equities. Whoever knows better
    /// passes a calendar.</summary>
    public static MarketCalendar Guess(Symbol symbol)
    {
        if (MarketGuess.IsFx(symbol.Name)) return Fx;
        return MarketGuess.IsCrypto(symbol.Name) ? Crypto : Equities;
    }

    /// <summary>What annualisation multiplies by. A bar of a day or longer counts trading days, a shorter one counts the minutes that the
    /// market is open.</summary>
    public double BarsPerYear(Timeframe timeframe)
    {
        if (timeframe > Timeframe.D1) return daysAYear / daysAWeek;
        return timeframe == Timeframe.D1 ? daysAYear : daysAYear * minutesADay / timeframe.Minutes;
    }

    /// <summary>Whether a daily bar should carry this date.</summary>
    public bool IsTradingDay(DateOnly day) => hours.IsTradingDay(day);

    /// <summary>Whether the market is surely open at the instant.</summary>
    public bool IsOpen(DateTimeOffset instant)
    {
        DateTime utc = instant.UtcDateTime;
        OpenMinutes open = hours.On(DateOnly.FromDateTime(utc));
        return utc.TimeOfDay >= TimeSpan.FromMinutes(open.From) && utc.TimeOfDay < TimeSpan.FromMinutes(open.To);
    }

    /// <summary>Whether a bar that opens at the instant should be there: the market is surely open for some part of it (bars under a day),
    /// or on a day of it.</summary>
    public bool Expects(DateTimeOffset openTime, Timeframe timeframe) => Grid.Expected(timeframe, openTime.UtcTicks, openTime.UtcTicks + 1).Count > 0;

    public override string ToString() => Name;
}
