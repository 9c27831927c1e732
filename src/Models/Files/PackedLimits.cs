using ServerlessTraining.Domain.Documents;

namespace ServerlessTraining.Models.Files;

/// <summary>Names, number and sizes of the files of a packed model: what can be said without reading a byte of them.</summary>
internal static class PackedLimits
{
    private const int MostFiles = 100;

    // A line of a hash and a name for each file, with room to spare.
    private const int MostChecksumsBytes = 32 << 10;

    public static IEnumerable<string> Faults(IReadOnlyDictionary<string, byte[]> files)
    {
        if (files.Count > MostFiles)
        {
            yield return $"there are {files.Count} files; at most {MostFiles} are allowed";
            yield break;
        }

        foreach (string name in new[] { PackedNames.Manifest, PackedNames.Checksums }.Where(name => !files.ContainsKey(name))) yield return $"{name} is missing";
        foreach (string name in files.Keys.Where(name => !PackedNames.IsSafe(name)).Order(StringComparer.Ordinal))
        {
            yield return $"'{DocumentText.Cut(name)}' is not a safe file name; allowed are {PackedNames.Allowed}";
        }

        foreach (IGrouping<string, string> same in files.Keys.GroupBy(PackedNames.Plain, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
        {
            yield return $"{string.Join(" and ", same.Order(StringComparer.Ordinal).Select(DocumentText.Cut))} are one name";
        }

        foreach ((string name, byte[] content) in files.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            int most = name switch
            {
                PackedNames.Manifest => ModelFile.MostManifestBytes,
                PackedNames.Checksums => MostChecksumsBytes,
                _ => ModelFile.MostFileBytes,
            };
            if (content.Length > most) yield return $"{DocumentText.Cut(name)} has {content.Length} bytes; at most {most} are allowed";
        }

        long total = files.Values.Sum(content => (long)content.Length);
        if (total > ModelFile.MostTotalBytes) yield return $"the files have {total} bytes together; at most {ModelFile.MostTotalBytes} are allowed";
    }
}
