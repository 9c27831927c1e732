using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using ServerlessTraining.Storage.Documents;

namespace ServerlessTraining.Storage.Blobs;

/// <summary>Files that belong together, as the blobs of one folder. One file, the head, is written last and deleted first, so a folder with a head is
/// whole; its metadata holds the number of files and a hash over all, so that a missing or changed file is noticed whatever the files are. A folder is
/// packed by writing the packed files to a folder in it and then turning the head, so a reader finds the files of before or of after, never a mixture.</summary>
internal sealed class FileSet(BlobFiles blobs, string head)
{
    private const string FilesMetadata = "files";
    private const string HashMetadata = "content";
    private const string PlaceMetadata = "place";
    private const string Packed = "packed";
    private const int Reads = 3;

    /// <summary>Writes the files, whatever was there: the same key is given to the same content only, or to a repeated attempt at it.</summary>
    public async Task WriteAsync(IReadOnlyList<string> folder, IReadOnlyDictionary<string, byte[]> files, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(files);
        if (!files.ContainsKey(head)) throw new StoredDocumentException($"The files cannot be stored: {head} is not among {string.Join(", ", files.Keys)}.");
        foreach ((string name, byte[] content) in files.Where(file => file.Key != head))
        {
            await blobs.PutAsync(BlobName.Of([.. folder, name]), new BinaryData(content), cancellationToken);
        }

        await blobs.PutAsync(BlobName.Of([.. folder, head]), new BinaryData(files[head]), Describe(files), cancellationToken);
    }

    /// <summary>Null where there is no head.</summary>
    /// <exception cref="StoredDocumentException">A file is missing or was changed.</exception>
    public async Task<IReadOnlyDictionary<string, byte[]>?> ReadAsync(IReadOnlyList<string> folder, CancellationToken cancellationToken)
    {
        for (int read = 1; ; read++)
        {
            if (await blobs.FindAsync(BlobName.Of([.. folder, head]), cancellationToken) is not { } first) return null;
            IReadOnlyDictionary<string, byte[]> files = await ReadAsync(folder, first, cancellationToken);
            if (first.Metadata.TryGetValue(HashMetadata, out string? hash) && hash == HashOf(files)) return files;

            // Packed while it was read: the head is another by now.
            if (read < Reads && await blobs.FindAsync(first.Name, cancellationToken) is var now && now?.ETag != first.ETag) continue;
            throw new StoredDocumentException(
                $"The files in {blobs.Name}/{BlobName.Of(folder)} are not those that were written: {first.Metadata.GetValueOrDefault(FilesMetadata, "?")} were, "
                + $"there are {files.Count} ({string.Join(", ", files.Keys.Order(StringComparer.Ordinal))}). Take them from a copy, or train again.");
        }
    }

    /// <summary>The head and some of the files beside it, as far as they are there; null where there is no head. Nothing is checked: that takes all of them.</summary>
    public async Task<IReadOnlyDictionary<string, byte[]>?> ReadSomeAsync(IReadOnlyList<string> folder, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        for (int read = 1; ; read++)
        {
            if (await blobs.FindAsync(BlobName.Of([.. folder, head]), cancellationToken) is not { } first) return null;
            Dictionary<string, byte[]> files = new(StringComparer.Ordinal) { [head] = first.Content.ToArray() };
            foreach (string name in names)
            {
                if (await blobs.FindAsync(BlobName.Of([.. PlaceOf(folder, first), name]), cancellationToken) is { } file) files[name] = file.Content.ToArray();
            }

            // As in ReadAsync: what is not there may have been packed since.
            if (files.Count > names.Count || read == Reads || (await blobs.FindAsync(first.Name, cancellationToken))?.ETag == first.ETag) return files;
        }
    }

    /// <summary>Every blob of the folder, packed or not, those of a write that broke off too.</summary>
    public async IAsyncEnumerable<StoredFile> FilesAsync(IReadOnlyList<string> folder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (BlobEntry blob in blobs.ListAsync(BlobName.Folder(folder), cancellationToken)) yield return blobs.Describe(blob);
    }

    /// <summary>Where the files lie or would.</summary>
    public string PathOf(IReadOnlyList<string> folder) => $"{blobs.Name}/{BlobName.Of(folder)}";

    /// <summary>Puts other files that mean the same in the place of those that are there. May be repeated, also after it broke off.</summary>
    /// <param name="folder">Of the files.</param>
    /// <param name="pack">Gets the files as they are; the head must be among what it gives.</param>
    /// <param name="cancellationToken">Ends it; what is there then is whole.</param>
    /// <returns>False where there is no head, or somebody else wrote it meanwhile.</returns>
    public async Task<bool> PackAsync(
        IReadOnlyList<string> folder, Func<IReadOnlyDictionary<string, byte[]>, IReadOnlyDictionary<string, byte[]>> pack, CancellationToken cancellationToken)
    {
        string top = BlobName.Of([.. folder, head]);
        if (await blobs.FindAsync(top, cancellationToken) is not { } first || await ReadAsync(folder, cancellationToken) is not { } files) return false;
        if (!IsPacked(first))
        {
            IReadOnlyDictionary<string, byte[]> packed = pack(files);
            foreach ((string name, byte[] content) in packed.Where(file => file.Key != head))
            {
                await blobs.PutAsync(BlobName.Of([.. folder, Packed, name]), new BinaryData(content), cancellationToken);
            }

            Dictionary<string, string> metadata = Describe(packed);
            metadata[PlaceMetadata] = Packed;
            if (!await blobs.ReplaceAsync(top, new BinaryData(packed[head]), first.ETag, metadata, cancellationToken)) return false;
        }

        await foreach (BlobEntry blob in blobs.ListAsync(BlobName.Folder(folder), cancellationToken))
        {
            if (blob.Name != top && BlobName.Parts(blob.Name).Count == folder.Count + 1) await blobs.DeleteAsync(blob.Name, cancellationToken);
        }

        return true;
    }

    /// <summary>What is gone already is deleted.</summary>
    /// <returns>The bytes given free.</returns>
    public async Task<long> DeleteAsync(IReadOnlyList<string> folder, CancellationToken cancellationToken)
    {
        long bytes = 0;
        List<BlobEntry> found = [];
        await foreach (BlobEntry blob in blobs.ListAsync(BlobName.Folder(folder), cancellationToken)) found.Add(blob);
        foreach (BlobEntry blob in found.OrderByDescending(blob => IsHead(blob.Name)))
        {
            await blobs.DeleteAsync(blob.Name, cancellationToken);
            bytes += blob.Bytes;
        }

        return bytes;
    }

    /// <summary>Every folder below this one.</summary>
    public IAsyncEnumerable<StoredFolder> ListAsync(IReadOnlyList<string> above, CancellationToken cancellationToken) =>
        ListPrefixAsync(above.Count == 0 ? "" : BlobName.Folder(above), cancellationToken);

    /// <summary>Every folder of which the first part begins so.</summary>
    public IAsyncEnumerable<StoredFolder> ListStartingAsync(string start, CancellationToken cancellationToken) => ListPrefixAsync(BlobName.Of(start), cancellationToken);

    private async IAsyncEnumerable<StoredFolder> ListPrefixAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        StoredFolder? current = null;
        await foreach (BlobEntry blob in blobs.ListAsync(prefix, cancellationToken))
        {
            string[] path = [.. BlobName.Parts(blob.Name).SkipLast(1)];
            bool packed = path is [_, .., Packed];
            if (packed) path = path[..^1];
            if (current is not null && !current.Path.SequenceEqual(path, StringComparer.Ordinal))
            {
                yield return current;
                current = null;
            }

            current ??= new StoredFolder(path, 0, 0, false, DateTimeOffset.MinValue);
            current = current with
            {
                Files = current.Files + 1,
                Bytes = current.Bytes + blob.Bytes,
                IsWhole = current.IsWhole || IsHead(blob.Name),
                Modified = blob.Modified > current.Modified ? blob.Modified : current.Modified,
                PackedFiles = current.PackedFiles + (packed ? 1 : 0),
            };
        }

        if (current is not null) yield return current;
    }

    private static string[] PlaceOf(IReadOnlyList<string> folder, BlobFile head) => IsPacked(head) ? [.. folder, Packed] : [.. folder];

    private static bool IsPacked(BlobFile head) => head.Metadata.GetValueOrDefault(PlaceMetadata) == Packed;

    private static Dictionary<string, string> Describe(IReadOnlyDictionary<string, byte[]> files) => new(StringComparer.Ordinal)
    {
        [FilesMetadata] = files.Count.ToString(CultureInfo.InvariantCulture),
        [HashMetadata] = HashOf(files),
    };

    /// <summary>Of all files and their names.</summary>
    internal static string HashOf(IReadOnlyDictionary<string, byte[]> files)
    {
        StringBuilder text = new();
        foreach ((string name, byte[] content) in files.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            text.Append(name).Append('\n').Append(Convert.ToHexStringLower(SHA256.HashData(content))).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private async Task<IReadOnlyDictionary<string, byte[]>> ReadAsync(IReadOnlyList<string> folder, BlobFile first, CancellationToken cancellationToken)
    {
        string[] place = PlaceOf(folder, first);
        Dictionary<string, byte[]> files = new(StringComparer.Ordinal) { [head] = first.Content.ToArray() };
        await foreach (BlobEntry blob in blobs.ListAsync(BlobName.Folder(place), cancellationToken))
        {
            IReadOnlyList<string> path = BlobName.Parts(blob.Name);
            bool inside = path.Count == place.Length + 1 && path[^1] != head;
            if (inside && await blobs.FindAsync(blob.Name, cancellationToken) is { } file) files[path[^1]] = file.Content.ToArray();
        }

        return files;
    }

    private bool IsHead(string blob) => BlobName.Parts(blob)[^1] == head;
}
