using ServerlessTraining.Domain.Documents;

namespace ServerlessTraining.Models.Files;

/// <summary>The files of a model, unpacked and compared with what its manifest says of them.</summary>
internal sealed class PackedContents
{
    private readonly List<string> faults = [];

    public PackedContents(IReadOnlyDictionary<string, byte[]> files, ModelManifest manifest)
    {
        faults.AddRange(files.Keys
            .Where(name => name is not (PackedNames.Manifest or PackedNames.Checksums) && !manifest.Files.ContainsKey(PackedNames.Plain(name)))
            .Order(StringComparer.Ordinal)
            .Select(name => $"{DocumentText.Cut(name)} is not in the manifest"));
        // Before anything is inflated: a small file may claim a large content.
        long total = manifest.Files.Values.Sum(entry => (long)entry.Length);
        if (total > ModelFile.MostTotalBytes)
        {
            faults.Add($"the manifest says that the files have {total} bytes together; at most {ModelFile.MostTotalBytes} are allowed");
            return;
        }

        foreach ((string name, ModelFileEntry entry) in manifest.Files.OrderBy(file => file.Key, StringComparer.Ordinal)) Take(files, name, entry);
    }

    public IReadOnlyCollection<string> Faults => faults;

    public Dictionary<string, byte[]> Files { get; } = [];

    private void Take(IReadOnlyDictionary<string, byte[]> files, string name, ModelFileEntry entry)
    {
        if (!files.TryGetValue(name, out byte[]? content))
        {
            if (!files.TryGetValue(name + PackedNames.Compressed, out byte[]? packed))
            {
                faults.Add($"{name} is missing");
                return;
            }

            content = Gzip.Inflate(packed, entry.Length);
            if (content is null)
            {
                faults.Add($"{name}{PackedNames.Compressed} is not a gzip file of the {entry.Length} bytes that the manifest says");
                return;
            }
        }

        if (content.Length != entry.Length)
        {
            faults.Add($"{name} has {content.Length} bytes, but the manifest says {entry.Length}");
            return;
        }

        string hash = Sha256.Of(content);
        if (hash != entry.Sha256) faults.Add($"{name} has the SHA-256 {hash}, but the manifest says {entry.Sha256}");
        Files[name] = content;
    }
}
