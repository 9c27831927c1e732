using System.Globalization;

namespace ServerlessTraining.Domain.Market;

/// <summary>The length of a bar. `M15`, `15m` and `15min` are one timeframe; so are `1H`, `H1`, `60m`, and `D1`, `1D`, `24h`.</summary>
public readonly record struct Timeframe : IComparable<Timeframe>
{
    private const int MinutesAnHour = 60;
    private const int MinutesADay = 24 * MinutesAnHour;
    private const int MinutesAWeek = 7 * MinutesADay;
    private readonly int minutes;

    private Timeframe(int minutes) => this.minutes = minutes;

    public static Timeframe M1 { get; } = new(1);

    public static Timeframe M15 { get; } = new(15);

    public static Timeframe M30 { get; } = new(30);

    public static Timeframe H1 { get; } = new(MinutesAnHour);

    public static Timeframe H4 { get; } = new(4 * MinutesAnHour);

    public static Timeframe D1 { get; } = new(MinutesADay);

    public static Timeframe W1 { get; } = new(MinutesAWeek);

    public TimeSpan Duration => TimeSpan.FromMinutes(Minutes);

    public int Minutes => minutes > 0 ? minutes : throw new InvalidOperationException("This timeframe was never set.");

    /// <summary>The one spelling in names, keys and files: `15m`, `1h`, `4h`, `1d`, `1w`.</summary>
    public string Name => Minutes switch
    {
        MinutesAWeek => "1w",
        MinutesADay => "1d",
        _ when minutes % MinutesAnHour == 0 => string.Create(CultureInfo.InvariantCulture, $"{minutes / MinutesAnHour}h"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{minutes}m"),
    };

    public static bool operator <(Timeframe left, Timeframe right) => left.minutes < right.minutes;

    public static bool operator >(Timeframe left, Timeframe right) => left.minutes > right.minutes;

    public static bool operator <=(Timeframe left, Timeframe right) => left.minutes <= right.minutes;

    public static bool operator >=(Timeframe left, Timeframe right) => left.minutes >= right.minutes;

    /// <summary>Whole minutes that divide a day, a day, or a week: only then do bars start at the same times every day.</summary>
    public static Timeframe FromMinutes(int minutes) =>
        minutes > 0 && (MinutesADay % minutes == 0 || minutes == MinutesAWeek)
            ? new Timeframe(minutes)
            : throw new ServerlessTrainingException(
                $"{minutes} minutes is not a timeframe. Allowed are whole minutes that divide a day (1, 5, 15, 30, 60, 240 ...), a day (1440) and a week (10080).");

    public static Timeframe Parse(string text) => TryParse(text, out Timeframe timeframe)
        ? timeframe
        : throw new ServerlessTrainingException(
            $"'{text}' is not a timeframe. Write a number and a unit that divide a day, or a week: 15m, 1h, 4h, 1d, 1w; " +
            "M15, H1, D1 and W1 are read too. Months ('1M') are not supported.");

    public static bool TryParse(string? text, out Timeframe timeframe)
    {
        timeframe = default;
        ReadOnlySpan<char> span = text.AsSpan().Trim();
        if (span.Length < 2) return false;
        bool unitFirst = char.IsAsciiLetter(span[0]);
        int digits = unitFirst ? span.Length - 1 : span.IndexOfAnyExceptInRange('0', '9');
        if (digits <= 0) return false;
        ReadOnlySpan<char> number = unitFirst ? span[1..] : span[..digits];
        ReadOnlySpan<char> unit = unitFirst ? span[..1] : span[digits..];
        // Exchanges write a month as 1M, terminals write a minute as M1: only the latter is unambiguous with a capital letter.
        if (!unitFirst && unit is "M") return false;
        int length = UnitMinutes(unit);
        if (length == 0 || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int count) || count is 0 or > MinutesAWeek) return false;
        int total = count * length;
        if (MinutesADay % total != 0 && total != MinutesAWeek) return false;
        timeframe = new Timeframe(total);
        return true;
    }

    /// <summary>The start of the bar that holds the tick. Bars lie on one grid for every market: counted from midnight UTC, weeks from
    /// Monday (the first of all ticks is a Monday's midnight).</summary>
    public long FloorTicks(long ticks) => ticks - (ticks % Duration.Ticks);

    /// <summary>Whether a bar of this timeframe may open at the tick.</summary>
    public bool IsOnGrid(long ticks) => ticks % Duration.Ticks == 0;

    public int CompareTo(Timeframe other) => minutes.CompareTo(other.minutes);

    public override string ToString() => minutes == 0 ? "" : Name;

    private static int UnitMinutes(ReadOnlySpan<char> unit)
    {
        if (unit.Equals("m", StringComparison.OrdinalIgnoreCase) || unit.Equals("min", StringComparison.OrdinalIgnoreCase)) return 1;
        if (unit.Equals("h", StringComparison.OrdinalIgnoreCase)) return MinutesAnHour;
        if (unit.Equals("d", StringComparison.OrdinalIgnoreCase)) return MinutesADay;
        return unit.Equals("w", StringComparison.OrdinalIgnoreCase) ? MinutesAWeek : 0;
    }
}
