using System.Globalization;
using System.Text;

namespace ServerlessTraining.LocalEngine.Store;

/// <summary>
/// Row keys of the hub's one partition. Kinds: <c>epoch</c> who owns the hub; <c>i</c> an instance; <c>h</c> history, one row a commit; <c>m</c> what
/// has arrived at an instance and was not taken by a turn; <c>a</c> an activity that was started; <c>c</c> the mark of a big commit; <c>d</c> rows and blobs
/// that are to be deleted.
/// </summary>
internal static class RowKeys
{
    public const string Epoch = "epoch";

    private const char Escape = '~';
    private const char Separator = '|';

    // The character after the separator: all keys that begin with "x|" lie below "x}".
    private const char AfterSeparator = '}';

    public static string Instance(string id) => $"i{Separator}{Escaped(id)}";

    public static string History(string id, string execution, int sequence) => $"h{Separator}{Escaped(id)}{Separator}{execution}{Separator}{sequence:D6}";

    public static string Message(string id, string number) => $"m{Separator}{Escaped(id)}{Separator}{number}";

    public static string Activity(string id, string execution, int taskId) => $"a{Separator}{Escaped(id)}{Separator}{execution}{Separator}{taskId:D6}";

    public static string Mark(string key) => $"c{Separator}{key}";

    public static string Cleanup(string key) => $"d{Separator}{key}";

    /// <summary>All rows of a kind: 'a', 'c', 'd', 'h', 'i' or 'm'.</summary>
    public static KeyRange Kind(char kind) => new($"{kind}{Separator}", $"{kind}{AfterSeparator}");

    public static KeyRange All => new("", "\uffff");

    /// <summary>The history rows of one execution.</summary>
    public static KeyRange HistoryOf(string id, string execution) => Below($"h{Separator}{Escaped(id)}{Separator}{execution}");

    /// <summary>The instances whose ids begin with a text.</summary>
    public static KeyRange InstancesWith(string? prefix) =>
        string.IsNullOrEmpty(prefix) ? Kind('i') : new(Instance(prefix), Instance(prefix) + '\uffff');

    public static string InstanceId(string key) => Plain(key.Split(Separator)[1]);

    /// <summary>The last part of a key.</summary>
    public static string Last(string key) => key[(key.LastIndexOf(Separator) + 1)..];

    /// <summary>The part before the last one.</summary>
    public static string BeforeLast(string key) => key.Split(Separator)[^2];

    /// <summary>An id as part of a key: what Azure forbids in keys, and what has a meaning in ours, becomes ~ and four hexadecimal digits.</summary>
    public static string Escaped(string id)
    {
        StringBuilder text = new(id.Length);
        foreach (char c in id)
        {
            bool special = c is '/' or '\\' or '#' or '?' or '%' or '+' or '\'' or Escape or Separator;
            if (special || char.IsControl(c) || char.IsSurrogate(c)) text.Append(Escape).Append(((int)c).ToString("X4"));
            else text.Append(c);
        }

        return text.ToString();
    }

    private static string Plain(string escaped)
    {
        StringBuilder text = new(escaped.Length);
        for (int i = 0; i < escaped.Length; i++)
        {
            if (escaped[i] != Escape)
            {
                text.Append(escaped[i]);
                continue;
            }

            text.Append((char)int.Parse(escaped.AsSpan(i + 1, 4), NumberStyles.HexNumber));
            i += 4;
        }

        return text.ToString();
    }

    private static KeyRange Below(string key) => new(key + Separator, key + AfterSeparator);
}
