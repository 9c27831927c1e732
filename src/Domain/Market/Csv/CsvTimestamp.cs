namespace ServerlessTraining.Domain.Market.Csv;

/// <summary>ISO 8601 in UTC or with an offset, and Unix time whose unit its number of digits tells.</summary>
internal static class CsvTimestamp
{
    /// <summary>What <see cref="TryParse"/> reads, for error texts.</summary>
    public const string Allowed =
        "Allowed are ISO 8601 (2018-01-01T00:00:00Z, 2018-01-01 00:00:00, 2018-01-01, with an offset such as +02:00; UTC where there is none) " +
        "and Unix seconds (9 or 10 digits), milliseconds (12 or 13) and microseconds (15 or 16), of the years 1800 to 2199";

    private const int MostDigits = 16;
    private const int DateLength = 10;
    private const int MostOffsetMinutes = 14 * 60;
    private static readonly long First = new DateTime(1800, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;
    private static readonly long End = new DateTime(2200, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;

    public static bool TryParse(ReadOnlySpan<byte> text, out long ticks) =>
        (text.Length > 4 && text[4] == '-' ? TryIso(text, out ticks) : TryUnix(text, out ticks)) && ticks >= First && ticks < End;

    private static bool TryUnix(ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        if (text.Length > MostDigits || text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0) return false;
        long unit = text.Length switch
        {
            9 or 10 => TimeSpan.TicksPerSecond,
            12 or 13 => TimeSpan.TicksPerMillisecond,
            15 or 16 => TimeSpan.TicksPerMicrosecond,
            _ => 0,
        };
        foreach (byte digit in text) ticks = (ticks * 10) + (digit - '0');
        ticks = DateTime.UnixEpoch.Ticks + (ticks * unit);
        return unit > 0;
    }

    private static bool TryIso(ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        if (text.Length < DateLength || text[7] != '-') return false;
        int year = (100 * Two(text, 0)) + Two(text, 2);
        int month = Two(text, 5);
        int day = Two(text, 8);
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return false;
        ticks = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc).Ticks;
        text = text[DateLength..];
        return text.IsEmpty || ((text[0] | 0x20) is 't' or ' ' && TryTime(text[1..], ref ticks));
    }

    private static bool TryTime(ReadOnlySpan<byte> text, ref long ticks)
    {
        if (text.Length < 5 || text[2] != ':' || Two(text, 0) is not (>= 0 and < 24 and int hour) || Two(text, 3) is not (>= 0 and < 60 and int minute)) return false;
        ticks += (hour * TimeSpan.TicksPerHour) + (minute * TimeSpan.TicksPerMinute);
        text = text[5..];
        if (text.Length >= 3 && text[0] == ':')
        {
            if (Two(text, 1) is not (>= 0 and < 60 and int second)) return false;
            ticks += second * TimeSpan.TicksPerSecond;
            text = text[3..];
            if (!text.IsEmpty && text[0] == '.' && !TryFraction(ref text, ref ticks)) return false;
        }

        return text.IsEmpty || (text.Length == 1 && (text[0] | 0x20) == 'z') || TryOffset(text, ref ticks);
    }

    private static bool TryFraction(ref ReadOnlySpan<byte> text, ref long ticks)
    {
        int i = 1;
        for (long unit = TimeSpan.TicksPerSecond / 10; i < text.Length && char.IsAsciiDigit((char)text[i]); i++, unit /= 10) ticks += (text[i] - '0') * unit;
        text = text[i..];
        return i > 1;
    }

    private static bool TryOffset(ReadOnlySpan<byte> text, ref long ticks)
    {
        bool hasColon = text.Length == 6 && text[3] == ':';
        if (text[0] is not ((byte)'+' or (byte)'-') || !(hasColon || text.Length is 3 or 5)) return false;
        int hours = Two(text, 1);
        int minutes = text.Length == 3 ? 0 : Two(text, hasColon ? 4 : 3);
        int total = (60 * hours) + minutes;
        if (hours < 0 || minutes is < 0 or > 59 || total > MostOffsetMinutes) return false;
        ticks -= (text[0] == '-' ? -total : total) * TimeSpan.TicksPerMinute;
        return true;
    }

    // Negative enough to spoil every sum that it goes into.
    private static int Two(ReadOnlySpan<byte> text, int at)
    {
        uint tens = (uint)text[at] - '0';
        uint ones = (uint)text[at + 1] - '0';
        return tens <= 9 && ones <= 9 ? (int)((10 * tens) + ones) : -10_000;
    }
}
