using System.Text;

namespace ServerlessTraining.Domain.Market.Csv;

/// <summary>One field of a line.</summary>
internal static class CsvField
{
    private const int MostCharacters = 40;
    private const byte Quote = (byte)'"';

    /// <summary>The field at <paramref name="at"/> without blanks and quotes around it. <paramref name="at"/> moves behind the separator;
    /// behind the last field it is one more than the line's length.</summary>
    /// <returns>False where a quoted field does not end before the separator or the end of the line.</returns>
    public static bool TryTake(ReadOnlySpan<byte> line, byte separator, ref int at, out ReadOnlySpan<byte> field)
    {
        ReadOnlySpan<byte> rest = line[at..];
        int length = LengthTo(separator, rest);
        field = Trim(rest[..length]);
        if (field.IsEmpty || field[0] != Quote)
        {
            at += length + 1;
            return true;
        }

        int open = rest.IndexOf(Quote);
        int close = open + 1 + ClosingQuote(rest[(open + 1)..]);
        if (close == open) return false;
        length = close + 1 + LengthTo(separator, rest[(close + 1)..]);
        field = Trim(rest[(open + 1)..close]);
        at += length + 1;
        return Trim(rest[(close + 1)..length]).IsEmpty;
    }

    /// <summary>A value for an error text: cut, and with everything escaped that could break a line, a log or a terminal.</summary>
    public static string Show(ReadOnlySpan<byte> value)
    {
        StringBuilder text = new("'");
        for (int shown = 0; !value.IsEmpty; shown++)
        {
            if (shown == MostCharacters) return text.Append("...'").ToString();
            System.Buffers.OperationStatus status = Rune.DecodeFromUtf8(value, out Rune rune, out int length);
            if (status != System.Buffers.OperationStatus.Done) text.Append($"\\x{value[0]:X2}");
            else if (IsSafe(rune)) text.Append(rune.ToString());
            else text.Append($"\\u{rune.Value:X4}");
            value = value[(status == System.Buffers.OperationStatus.Done ? length : 1)..];
        }

        return text.Append('\'').ToString();
    }

    private static bool IsSafe(Rune rune) => Rune.IsLetterOrDigit(rune) || Rune.IsPunctuation(rune) || Rune.IsSymbol(rune) || rune.Value == ' ';

    private static int LengthTo(byte separator, ReadOnlySpan<byte> text)
    {
        int length = text.IndexOf(separator);
        return length < 0 ? text.Length : length;
    }

    // A doubled quote stands for one inside the field. -1 where the field never ends.
    private static int ClosingQuote(ReadOnlySpan<byte> text)
    {
        int at = 0;
        while (text[at..].IndexOf(Quote) is >= 0 and int found)
        {
            at += found;
            if (at + 1 >= text.Length || text[at + 1] != Quote) return at;
            at += 2;
        }

        return -1;
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text) => text.Trim(" \t"u8);
}
