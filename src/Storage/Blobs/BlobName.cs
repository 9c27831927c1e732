using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Storage.Blobs;

/// <summary>Blob names made of parts, one a folder. Any text can be a part; it is escaped as in table keys, and dots cannot make a path.</summary>
public static class BlobName
{
    private const char Separator = '/';
    private const string EscapedDot = "~2e";

    public static string Of(params IEnumerable<string> parts) => string.Join(Separator, parts.Select(Part));

    /// <summary>What the names of all blobs in a folder begin with.</summary>
    public static string Folder(params IEnumerable<string> parts) => Of(parts) + Separator;

    public static IReadOnlyList<string> Parts(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return [.. name.Split(Separator).SelectMany(TableKey.Parts)];
    }

    // "..", "." and a dot at the end are read as a path or dropped by some that stand between us and the store.
    private static string Part(string part)
    {
        string escaped = TableKey.Of(part);
        string trimmed = escaped.TrimEnd('.');
        return trimmed + string.Concat(Enumerable.Repeat(EscapedDot, escaped.Length - trimmed.Length));
    }
}
