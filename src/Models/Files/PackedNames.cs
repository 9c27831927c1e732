namespace ServerlessTraining.Models.Files;

/// <summary>The names of files of a packed model. Each must mean one file wherever the model is put: in a folder, under a blob prefix, on a file system that ignores
/// case.</summary>
internal static class PackedNames
{
    public const string Manifest = "manifest.json";
    public const string Checksums = "checksums.sha256";
    public const string Compressed = ".gz";
    public const string Allowed = "1 to 100 letters, digits, '-', '_' and '.', beginning with a letter or digit, without '..' and not ending in '.'";
    public const string Reserved = $"{Manifest}, {Checksums}, and names that end in {Compressed} or have more than 97 characters";
    private const int Longest = 100;

    public static bool IsSafe(string name) =>
        name.Length is >= 1 and <= Longest
        && char.IsAsciiLetterOrDigit(name[0])
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
        && !name.EndsWith('.')
        && !name.Contains("..", StringComparison.Ordinal);

    /// <summary>Whether a model may call one of its files so: what stands for something else here is not free.</summary>
    public static bool IsFree(string name) =>
        !name.Equals(Manifest, StringComparison.OrdinalIgnoreCase)
        && !name.Equals(Checksums, StringComparison.OrdinalIgnoreCase)
        && !IsCompressed(name)
        && name.Length <= Longest - Compressed.Length;

    public static bool IsCompressed(string name) => name.EndsWith(Compressed, StringComparison.OrdinalIgnoreCase);

    /// <summary>The name of the file in the manifest.</summary>
    public static string Plain(string name) => IsCompressed(name) ? name[..^Compressed.Length] : name;
}
