using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace ServerlessTraining.Domain.Market.Csv;

/// <summary>Bars as text, a buffer at a time.</summary>
internal sealed class BarCsvFormatter(BarSeries bars)
{
    // A time and five numbers of at most 24 characters, with separators.
    private const int LongestLine = 192;
    private const int MostDecimals = 8;
    private const double MostExact = 1e15;
    private const double LeastPlain = 1e-5;
    private static readonly double[] PowersOfTen = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8];
    private readonly byte[] date = new byte[10];
    private int next = -1;
    private long dateTicks = -1;

    private static ReadOnlySpan<byte> Header => "timestamp,open,high,low,close,volume\n"u8;

    /// <summary>Fills the buffer with whole lines and says how many bytes they are; 0 when all is written.</summary>
    public int Next(Span<byte> buffer)
    {
        int at = 0;
        if (next < 0)
        {
            Header.CopyTo(buffer);
            at = Header.Length;
            next = 0;
        }

        for (; next < bars.Count && buffer.Length - at >= LongestLine; next++) at += Line(buffer[at..], next);
        return at;
    }

    private int Line(Span<byte> into, int bar)
    {
        int at = Time(into, bars.OpenTicks[bar]);
        at += Number(into[at..], bars.Open[bar]);
        at += Number(into[at..], bars.High[bar]);
        at += Number(into[at..], bars.Low[bar]);
        at += Number(into[at..], bars.Close[bar]);
        at += Number(into[at..], bars.Volume[bar]);
        into[at] = (byte)'\n';
        return at + 1;
    }

    private int Time(Span<byte> into, long ticks)
    {
        long inDay = ticks % TimeSpan.TicksPerDay;
        if (inDay % TimeSpan.TicksPerSecond != 0) return Encoding.UTF8.GetBytes(TimeInterval.Text(new DateTimeOffset(ticks, TimeSpan.Zero)), into);
        if (ticks - inDay != dateTicks)
        {
            dateTicks = ticks - inDay;
            new DateTime(dateTicks, DateTimeKind.Utc).TryFormat(date, out _, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        }

        int seconds = (int)(inDay / TimeSpan.TicksPerSecond);
        date.CopyTo(into);
        "T00:00:00Z"u8.CopyTo(into[date.Length..]);
        Two(into[11..], seconds / 3600);
        Two(into[14..], seconds / 60 % 60);
        Two(into[17..], seconds % 60);
        return 20;
    }

    private static void Two(Span<byte> into, int number)
    {
        into[0] = (byte)('0' + (number / 10));
        into[1] = (byte)('0' + (number % 10));
    }

    /// <summary>A comma and the shortest text that is read back as the same double: as the framework writes it, but faster for the few
    /// decimals of most prices.</summary>
    private static int Number(Span<byte> into, double value)
    {
        into[0] = (byte)',';
        if (value is >= LeastPlain and < MostExact && TryFewDecimals(value, out long digits, out int decimals)) return 1 + Plain(into[1..], digits, decimals);
        value.TryFormat(into[1..], out int length, default, CultureInfo.InvariantCulture);
        return 1 + length;
    }

    /// <summary>The product may be off by a rounding, but the quotient of two exact numbers is the double nearest to the text; and fifteen
    /// digits are never more than the shortest text has.</summary>
    private static bool TryFewDecimals(double value, out long digits, out int decimals)
    {
        decimals = MostDecimals;
        while (value * PowersOfTen[decimals] >= MostExact) decimals--;
        double whole = Math.Round(value * PowersOfTen[decimals]);
        digits = (long)whole;
        if (whole / PowersOfTen[decimals] != value) return false;
        for (; decimals > 0 && digits % 10 == 0; decimals--) digits /= 10;
        return true;
    }

    private static int Plain(Span<byte> into, long digits, int decimals)
    {
        (long whole, long fraction) = Math.DivRem(digits, (long)PowersOfTen[decimals]);
        Utf8Formatter.TryFormat(whole, into, out int length);
        if (decimals == 0) return length;
        into[length++] = (byte)'.';
        for (int i = decimals - 1; i >= 0; i--)
        {
            into[length + i] = (byte)('0' + (fraction % 10));
            fraction /= 10;
        }

        return length + decimals;
    }
}
