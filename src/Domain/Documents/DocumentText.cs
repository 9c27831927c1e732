using System.Text;

namespace ServerlessTraining.Domain.Documents;

/// <summary>Text from a document inside an error text: what a stranger sent must not fill or forge lines of a log.</summary>
public static class DocumentText
{
    private const int LongestShown = 60;

    /// <summary>On one line, without characters that act on a terminal, cut where it is long.</summary>
    public static string Cut(string text)
    {
        StringBuilder shown = new();
        foreach (char c in text.AsSpan(0, Math.Min(text.Length, LongestShown)))
        {
            shown.Append(char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' ? '?' : c);
        }

        return text.Length > LongestShown ? $"{shown}... ({text.Length} characters)" : shown.ToString();
    }

    /// <summary>The path of a key of the mapping at <paramref name="path"/>.</summary>
    internal static string Join(string path, string key)
    {
        string shown = key.Length == 0 ? "''" : Cut(key);
        return path.Length == 0 ? shown : $"{path}.{shown}";
    }

    /// <summary>The names as a choice; long lists are cut.</summary>
    internal static string Choice(IEnumerable<string> names)
    {
        const int Most = 40;
        string[] all = [.. names];
        return all.Length > Most ? $"{string.Join(", ", all.Take(Most))} and {all.Length - Most} more" : string.Join(", ", all);
    }
}
