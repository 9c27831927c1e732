using System.Buffers;

namespace ServerlessTraining.Domain.Market.Csv;

/// <summary>Bytes in, bars out: whoever has a stream reads into <see cref="Free"/> and says how much came. Holds no more of the file than
/// one line and one buffer.</summary>
internal sealed class BarCsvParser(Timeframe timeframe, long mostBytes = long.MaxValue) : IDisposable
{
    private const int BufferLength = 64 * 1024;
    private const int LongestLine = 1024 * 1024;
    private const byte NewLine = (byte)'\n';
    private readonly BarColumnsBuilder bars = new();
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
    private int filled;
    private long taken;
    private int line;
    private int lastBarLine;
    private BarCsvHeader? header;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Where to read into. Never empty.</summary>
    public Memory<byte> Free => buffer.AsMemory(filled);

    public void Dispose() => ArrayPool<byte>.Shared.Return(buffer);

    /// <summary>Takes what was read into <see cref="Free"/>: every line that is whole.</summary>
    public void Take(int count)
    {
        int searched = filled;
        filled += count;
        taken += count;
        if (taken > mostBytes)
        {
            throw new BarCsvException(line + 1, 1, null, $"the file has more than {mostBytes} bytes, unpacked; that is the most allowed here. Split it.") { IsTooLarge = true };
        }

        int at = 0;
        while (buffer.AsSpan(searched, filled - searched).IndexOf(NewLine) is >= 0 and int found)
        {
            TakeLine(buffer.AsSpan(at, searched + found - at));
            at = searched = searched + found + 1;
        }

        KeepFrom(at);
    }

    /// <summary>The last line may lack its end.</summary>
    public BarSeries Finish(Symbol symbol, MarketCalendar calendar)
    {
        if (filled > 0) TakeLine(buffer.AsSpan(0, filled));
        if (header is null) throw new BarCsvException(1, 1, null, "the file is empty. It must have a header (timestamp,open,high,low,close,volume) and at least one bar.");
        if (bars.Count == 0) throw new BarCsvException(line + 1, 1, null, "the file has a header but no bar. At least one is needed.");
        return BarSeries.Create(symbol, timeframe, calendar, bars.Build());
    }

    /// <summary>The data cannot be read any further.</summary>
    public BarCsvException Damaged() =>
        new(line + 1, 1, null, $"the gzip data is damaged or cut off after {bars.Count} bars. Compress the file again, or fetch it again.");

    private void KeepFrom(int at)
    {
        filled -= at;
        buffer.AsSpan(at, filled).CopyTo(buffer);
        if (filled < buffer.Length) return;
        if (filled >= LongestLine) throw new BarCsvException(line + 1, 1, null, $"the line is longer than {LongestLine} bytes: this is no file of bars.");
        byte[] larger = ArrayPool<byte>.Shared.Rent(2 * buffer.Length);
        buffer.AsSpan(0, filled).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }

    private void TakeLine(ReadOnlySpan<byte> text)
    {
        line++;
        if (line == 1 && text.StartsWith(ByteOrderMark)) text = text[ByteOrderMark.Length..];
        if (text.EndsWith("\r"u8)) text = text[..^1];
        if (text.IsEmpty) return;
        if (header is null) header = BarCsvHeader.Parse(text, line);
        else TakeBar(text, header);
    }

    private void TakeBar(ReadOnlySpan<byte> text, BarCsvHeader layout)
    {
        long ticks = 0;
        Span<double> values = stackalloc double[(int)BarField.Timestamp];
        ReadOnlySpan<BarField> columns = layout.Columns;
        int at = 0;
        for (int column = 0; column < columns.Length; column++)
        {
            if (at > text.Length) throw WrongCount(columns.Length, column, column + 1);
            BarField field = columns[column];
            if (field < BarField.Timestamp && CsvNumber.TryTakePlain(text, layout.Separator, ref at, out values[(int)field])) continue;
            if (!CsvField.TryTake(text, layout.Separator, ref at, out ReadOnlySpan<byte> value))
            {
                throw Error(column, field, $"the quoted field {CsvField.Show(value)} does not end before the separator or the end of the line.");
            }

            if (field == BarField.Timestamp) ticks = Time(value, column);
            else if (field < BarField.Timestamp) values[(int)field] = Number(value, column, field);
        }

        if (at <= text.Length) throw WrongCount(columns.Length, CountFields(text, layout.Separator, at, columns.Length), columns.Length + 1);
        Check(ticks, values, layout);
        bars.Add(ticks, values[(int)BarField.Open], values[(int)BarField.High], values[(int)BarField.Low], values[(int)BarField.Close], values[(int)BarField.Volume]);
        lastBarLine = line;
    }

    private void Check(long ticks, ReadOnlySpan<double> values, BarCsvHeader layout)
    {
        string? broken = BarRules.Violation(
            values[(int)BarField.Open], values[(int)BarField.High], values[(int)BarField.Low], values[(int)BarField.Close], values[(int)BarField.Volume], out string name);
        if (broken is not null) throw new BarCsvException(line, layout.ColumnOf(name) + 1, name, broken);
        if (bars.Count == 0 || BarRules.OrderViolation(bars.LastTicks, ticks) is not { } disorder) return;
        throw new BarCsvException(line, layout.ColumnOf("timestamp") + 1, "timestamp", $"{disorder} The earlier one is in line {lastBarLine}.");
    }

    private long Time(ReadOnlySpan<byte> value, int column)
    {
        if (!CsvTimestamp.TryParse(value, out long ticks)) throw Error(column, BarField.Timestamp, $"{CsvField.Show(value)} is not a time. {CsvTimestamp.Allowed}.");
        if (timeframe.IsOnGrid(ticks)) return ticks;
        string floor = TimeInterval.Text(new DateTimeOffset(timeframe.FloorTicks(ticks), TimeSpan.Zero));
        throw Error(
            column,
            BarField.Timestamp,
            $"{CsvField.Show(value)} is not the start of a {timeframe} bar: those start at whole multiples of {timeframe} from midnight UTC (weeks on Monday), here {floor}. " +
            "Is the timeframe right, and is the time in UTC?");
    }

    private double Number(ReadOnlySpan<byte> value, int column, BarField field)
    {
        if (!CsvNumber.TryParse(value, out double number))
        {
            throw Error(column, field, $"{CsvField.Show(value)} is not a number. Allowed are finite decimal numbers such as 4261.48 or 1.5e-7.");
        }

        return double.IsFinite(number) ? number : throw Error(column, field, $"{CsvField.Show(value)} is too large. Allowed are finite decimal numbers up to 1.79e308.");
    }

    private static int CountFields(ReadOnlySpan<byte> text, byte separator, int at, int before)
    {
        int count = before;
        for (; at <= text.Length && CsvField.TryTake(text, separator, ref at, out _); count++)
        {
        }

        return count;
    }

    private BarCsvException WrongCount(int expected, int actual, int column) =>
        new(line, column, null, $"the line has {actual} fields, but the header names {expected}. Numbers have a point, not a comma, and no separator inside.");

    private BarCsvException Error(int column, BarField field, string what) => new(line, column + 1, BarCsvHeader.NameOf(field), what);
}
