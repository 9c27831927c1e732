namespace ServerlessTraining.Domain.Market.Csv;

/// <summary>The first line: the separator, and what each column holds.</summary>
internal sealed class BarCsvHeader
{
    private static readonly string[] Names = ["open", "high", "low", "close", "volume", "timestamp"];

    private static readonly Dictionary<string, BarField> Synonyms = new(StringComparer.OrdinalIgnoreCase)
    {
        ["time"] = BarField.Timestamp,
        ["date"] = BarField.Timestamp,
        ["datetime"] = BarField.Timestamp,
        ["open_time"] = BarField.Timestamp,
        ["opentime"] = BarField.Timestamp,
        ["open time"] = BarField.Timestamp,
        ["unix"] = BarField.Timestamp,
        ["vol"] = BarField.Volume,
    };

    private readonly BarField[] columns;

    private BarCsvHeader(byte separator, BarField[] columns)
    {
        Separator = separator;
        this.columns = columns;
    }

    public byte Separator { get; }

    public ReadOnlySpan<BarField> Columns => columns;

    /// <summary>Null for a column that is not read.</summary>
    public static string? NameOf(BarField field) => field == BarField.Ignored ? null : Names[(int)field];

    /// <summary>The column, from 0, that holds the field.</summary>
    public int ColumnOf(string name) => Array.IndexOf(columns, (BarField)Array.IndexOf(Names, name));

    public static BarCsvHeader Parse(ReadOnlySpan<byte> text, int line)
    {
        byte separator = SeparatorOf(text);
        string[] names = NamesIn(text, separator, line);
        BarField[] fields = new BarField[names.Length];
        Array.Fill(fields, BarField.Ignored);
        List<string> missing = [];
        foreach (BarField field in (ReadOnlySpan<BarField>)[BarField.Timestamp, BarField.Open, BarField.High, BarField.Low, BarField.Close, BarField.Volume])
        {
            if (Find(field, names, line) is >= 0 and int column) fields[column] = field;
            else missing.Add(Names[(int)field]);
        }

        return missing.Count == 0 ? new BarCsvHeader(separator, fields) : throw Missing(missing, text, line);
    }

    private static string[] NamesIn(ReadOnlySpan<byte> text, byte separator, int line)
    {
        List<string> names = [];
        for (int at = 0; at <= text.Length;)
        {
            if (!CsvField.TryTake(text, separator, ref at, out ReadOnlySpan<byte> name))
            {
                throw new BarCsvException(line, names.Count + 1, null, $"the quoted name {CsvField.Show(name)} does not end before the separator or the end of the line.");
            }

            names.Add(System.Text.Encoding.UTF8.GetString(name));
        }

        return [.. names];
    }

    // The proper name wins over other names for the same thing: then those are columns like any other that nobody asked for.
    private static int Find(BarField field, string[] names, int line)
    {
        int column = Only(field, names, line, name => name.Equals(Names[(int)field], StringComparison.OrdinalIgnoreCase));
        return column >= 0 ? column : Only(field, names, line, name => Synonyms.TryGetValue(name, out BarField meant) && meant == field);
    }

    private static int Only(BarField field, string[] names, int line, Predicate<string> matches)
    {
        int first = Array.FindIndex(names, matches);
        int second = first < 0 ? -1 : Array.FindIndex(names, first + 1, matches);
        if (second < 0) return first;
        string wanted = Names[(int)field];
        throw new BarCsvException(
            line,
            second + 1,
            wanted,
            $"both '{names[first]}' (column {first + 1}) and '{names[second]}' could be the {wanted}. Delete one of them or name the right one '{wanted}'.");
    }

    private static BarCsvException Missing(List<string> missing, ReadOnlySpan<byte> text, int line) => new(
        line,
        1,
        missing[0],
        $"the header must name timestamp, open, high, low, close and volume in any order (timestamp may also be {string.Join(", ", OtherNames(BarField.Timestamp))}; " +
        $"volume also {string.Join(", ", OtherNames(BarField.Volume))}), but {string.Join(", ", missing)} {(missing.Count == 1 ? "is" : "are")} missing in {CsvField.Show(text)}.");

    private static IEnumerable<string> OtherNames(BarField field) => Synonyms.Where(pair => pair.Value == field).Select(pair => pair.Key);

    private static byte SeparatorOf(ReadOnlySpan<byte> text)
    {
        byte best = (byte)',';
        foreach (byte candidate in ";\t"u8)
        {
            if (text.Count(candidate) > text.Count(best)) best = candidate;
        }

        return best;
    }
}
