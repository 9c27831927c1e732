using System.Text;
using ServerlessTraining.Domain.Documents;

namespace ServerlessTraining.Models.Files;

/// <summary>The file beside the manifest that vouches for what the manifest cannot vouch for byte by byte: itself, and the compressed form of files. In the form of
/// `sha256sum`, so that `sha256sum -c checksums.sha256` checks it by hand. It guards against damage, not against forgery: who can write the folder can write it too.</summary>
internal static class PackedChecksums
{
    private const int MostNamesShown = 5;

    public static byte[] Write(IReadOnlyDictionary<string, byte[]> files) => Encoding.UTF8.GetBytes(string.Concat(Lines(files).Select(line => line + "\n")));

    /// <summary>Whether the manifest is vouched for, whatever else is there.</summary>
    public static bool HasManifest(IReadOnlyDictionary<string, byte[]> files) =>
        Encoding.Latin1.GetString(files[PackedNames.Checksums]).Split('\n').Contains(Line(PackedNames.Manifest, files[PackedNames.Manifest]));

    public static IEnumerable<string> Faults(IReadOnlyDictionary<string, byte[]> files)
    {
        byte[] written = files[PackedNames.Checksums];
        if (written.AsSpan().SequenceEqual(Write(files))) yield break;
        string[] needed = [.. Lines(files)];
        string[] found = Encoding.Latin1.GetString(written).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] changed = [.. needed.Except(found).Select(NameOf)];
        string[] foreign = [.. found.Except(needed).Select(NameOf).Except(changed)];
        foreach (string name in changed) yield return $"{name} has the SHA-256 {Sha256.Of(files[name])}, which {PackedNames.Checksums} does not have for it";
        foreach (string name in foreign.Take(MostNamesShown))
        {
            yield return $"{PackedNames.Checksums} names {DocumentText.Cut(name)}, {(files.ContainsKey(name) ? "but not with its SHA-256 alone" : "which is not there")}";
        }

        if (changed.Length + foreign.Length == 0) yield return $"{PackedNames.Checksums} is not in the form that it was written in";
    }

    private static IEnumerable<string> Lines(IReadOnlyDictionary<string, byte[]> files) =>
        files.Where(file => file.Key == PackedNames.Manifest || PackedNames.IsCompressed(file.Key))
            .OrderBy(file => file.Key, StringComparer.Ordinal)
            .Select(file => Line(file.Key, file.Value));

    private static string Line(string name, byte[] content) => $"{Sha256.Of(content)}  {name}";

    private static string NameOf(string line) => line[(line.LastIndexOf(' ') + 1)..];
}
