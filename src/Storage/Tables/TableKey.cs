using System.Globalization;
using System.Text;
using ServerlessTraining.Domain;

namespace ServerlessTraining.Storage.Tables;

/// <summary>Partition and row keys made of parts. Any text can be a part, an empty one too; what Azure forbids in keys, and what is not plain ASCII, is escaped, and
/// <see cref="Parts"/> gives the same parts back. The separator is below every other character, so that keys sort as their parts do, and all keys that begin with
/// some parts lie together.</summary>
public static class TableKey
{
    public const char Separator = '!';
    private const char Escape = '~';
    private const char Wide = 'u';
    private const string Empty = "~";

    /// <summary>Left as they are: letters, digits and marks that no address, filter or file system reads anything into.</summary>
    private const string Plain = "-_.,:;@()+=$";

    public static string Of(params IEnumerable<string> parts) => string.Join(Separator, parts.Select(EscapePart));

    /// <summary>What all keys that begin with exactly these parts and have more begin with.</summary>
    public static string Prefix(params IEnumerable<string> parts) => Of(parts) + Separator;

    /// <summary>The parts that <see cref="Of"/> was given.</summary>
    public static IReadOnlyList<string> Parts(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return [.. key.Split(Separator).Select(part => Unescape(part, key))];
    }

    /// <summary>The first key behind all that begin with <paramref name="prefix"/>.</summary>
    internal static string After(string prefix) => prefix[..^1] + (char)(prefix[^1] + 1);

    private static string EscapePart(string part)
    {
        ArgumentNullException.ThrowIfNull(part);
        if (part.Length == 0) return Empty;
        if (part.All(IsPlain)) return part;
        StringBuilder text = new(part.Length + 8);
        foreach (char c in part)
        {
            if (IsPlain(c)) text.Append(c);
            else if (c <= byte.MaxValue) text.Append(CultureInfo.InvariantCulture, $"{Escape}{(int)c:x2}");
            else text.Append(CultureInfo.InvariantCulture, $"{Escape}{Wide}{(int)c:x4}");
        }

        return text.ToString();
    }

    private static string Unescape(string part, string key)
    {
        if (part == Empty) return "";
        if (!part.Contains(Escape, StringComparison.Ordinal)) return part;
        StringBuilder text = new(part.Length);
        for (int i = 0; i < part.Length; i++)
        {
            if (part[i] != Escape)
            {
                text.Append(part[i]);
                continue;
            }

            bool wide = i + 1 < part.Length && part[i + 1] == Wide;
            int start = wide ? i + 2 : i + 1;
            int length = wide ? 4 : 2;
            ReadOnlySpan<char> digits = start + length <= part.Length ? part.AsSpan(start, length) : [];
            bool good = ushort.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code);
            if (!good) throw new ServerlessTrainingException($"'{key}' is not a key of ours: at '{part[i..]}' two hex digits, or u and four, must follow '{Escape}'.");
            text.Append((char)code);
            i = start + length - 1;
        }

        return text.ToString();
    }

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || Plain.Contains(c, StringComparison.Ordinal);
}
