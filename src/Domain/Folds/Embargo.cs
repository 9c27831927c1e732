using System.Globalization;

namespace ServerlessTraining.Domain.Folds;

/// <summary>A gap on top of the purge, for dependence that outlives the labels: in bars or in time, written `24 bars`, `36h`, `2d`, `90m`
/// or `none`.</summary>
public readonly record struct Embargo
{
    public const int MaxBars = 10_000;
    private const int MinutesAnHour = 60;
    private const int MinutesADay = 24 * MinutesAnHour;
    private const int MaxMinutes = 365 * MinutesADay;
    private const string Allowed = "Allowed are none, 1 to 10000 bars ('24 bars'), or a time up to 365 days in minutes, hours or days ('90m', '36h', '2d')";
    private readonly int minutes;

    private Embargo(int bars, int minutes)
    {
        Bars = bars;
        this.minutes = minutes;
    }

    public static Embargo None => default;

    /// <summary>0 where the embargo is a time.</summary>
    public int Bars { get; }

    /// <summary>Zero where the embargo is in bars.</summary>
    public TimeSpan Time => TimeSpan.FromMinutes(minutes);

    public bool IsNone => Bars == 0 && minutes == 0;

    public static Embargo OfBars(int bars) => bars is >= 0 and <= MaxBars
        ? new Embargo(bars, 0)
        : throw new ServerlessTrainingException($"An embargo of {bars} bars is not possible. {Allowed}.");

    /// <summary>Whole minutes.</summary>
    public static Embargo OfTime(TimeSpan time) => time >= TimeSpan.Zero && time.TotalMinutes <= MaxMinutes && time.Ticks % TimeSpan.TicksPerMinute == 0
        ? new Embargo(0, (int)time.TotalMinutes)
        : throw new ServerlessTrainingException($"An embargo of {time} is not possible. {Allowed}.");

    public static Embargo Parse(string text) => TryParse(text, out Embargo embargo)
        ? embargo
        : throw new ServerlessTrainingException($"'{text}' is not an embargo. {Allowed}.");

    public static bool TryParse(string? text, out Embargo embargo)
    {
        embargo = default;
        ReadOnlySpan<char> span = text.AsSpan().Trim();
        if (span is "none" or "0") return true;
        int digits = span.IndexOfAnyExceptInRange('0', '9');
        if (digits <= 0 || !int.TryParse(span[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out int count)) return false;
        ReadOnlySpan<char> unit = span[digits..].Trim();
        if (unit is "bars" or "bar")
        {
            if (count > MaxBars) return false;
            embargo = new Embargo(count, 0);
            return true;
        }

        int length = unit switch { "m" => 1, "h" => MinutesAnHour, "d" => MinutesADay, _ => 0 };
        if (length == 0 || count > MaxMinutes / length) return false;
        embargo = new Embargo(0, count * length);
        return true;
    }

    public override string ToString()
    {
        if (IsNone) return "none";
        if (Bars > 0) return string.Create(CultureInfo.InvariantCulture, $"{Bars} {(Bars == 1 ? "bar" : "bars")}");
        if (minutes % MinutesADay == 0) return string.Create(CultureInfo.InvariantCulture, $"{minutes / MinutesADay}d");
        return minutes % MinutesAnHour == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{minutes / MinutesAnHour}h")
            : string.Create(CultureInfo.InvariantCulture, $"{minutes}m");
    }
}
