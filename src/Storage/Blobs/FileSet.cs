using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using ServerlessTraining.Storage.Documents;

namespace ServerlessTraining.Storage.Blobs;

/// <summary>Files that belong together, as the blobs of one folder. One file, the head, is written last and deleted first, so a folder with a head is
/// whole; its metadata holds the number of files and a hash over all, so that a missing or changed file is noticed whatever the files are.</summary>
internal sealed class FileSet(BlobFiles blobs, string head)
{
    private const string FilesMetadata = "files";
    private const string HashMetadata = "content";

    /// <summary>Writes the files, whatever was there: the same key is given to the same content only, or to a repeated attempt at it.</summary>
    public async Task WriteAsync(IReadOnlyList<string> folder, IReadOnlyDictionary<string, byte[]> files, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(files);
        if (!files.ContainsKey(head)) throw new StoredDocumentException($"The files cannot be stored: {head} is not among {string.Join(", ", files.Keys)}.");
        foreach ((string name, byte[] content) in files.Where(file => file.Key != head))
        {
            await blobs.PutAsync(BlobName.Of([.. folder, name]), new BinaryData(content), cancellationToken);
        }

        Dictionary<string, string> metadata = new(StringComparer.Ordinal)
        {
            [FilesMetadata] = files.Count.ToString(CultureInfo.InvariantCulture),
            [HashMetadata] = HashOf(files),
        };
        await blobs.PutAsync(BlobName.Of([.. folder, head]), new BinaryData(files[head]), metadata, cancellationToken);
    }

    /// <summary>Null where there is no head.</summary>
    /// <exception cref="StoredDocumentException">A file is missing or was changed.</exception>
    public async Task<IReadOnlyDictionary<string, byte[]>?> ReadAsync(IReadOnlyList<string> folder, CancellationToken cancellationToken)
    {
        if (await blobs.FindAsync(BlobName.Of([.. folder, head]), cancellationToken) is not { } first) return null;
        Dictionary<string, byte[]> files = new(StringComparer.Ordinal) { [head] = first.Content.ToArray() };
        await foreach (BlobEntry blob in blobs.ListAsync(BlobName.Folder(folder), cancellationToken))
        {
            string name = BlobName.Parts(blob.Name)[^1];
            if (name != head && await blobs.FindAsync(blob.Name, cancellationToken) is { } file) files[name] = file.Content.ToArray();
        }

        bool whole = first.Metadata.TryGetValue(HashMetadata, out string? hash) && hash == HashOf(files);
        return whole ? files : throw new StoredDocumentException(
            $"The files in {blobs.Name}/{BlobName.Of(folder)} are not those that were written: {first.Metadata.GetValueOrDefault(FilesMetadata, "?")} were, "
            + $"there are {files.Count} ({string.Join(", ", files.Keys.Order(StringComparer.Ordinal))}). Take them from a copy, or train again.");
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
    public async IAsyncEnumerable<StoredFolder> ListAsync(IReadOnlyList<string> above, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        StoredFolder? current = null;
        await foreach (BlobEntry blob in blobs.ListAsync(above.Count == 0 ? "" : BlobName.Folder(above), cancellationToken))
        {
            string[] path = [.. BlobName.Parts(blob.Name).SkipLast(1)];
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
            };
        }

        if (current is not null) yield return current;
    }

    private static string HashOf(IReadOnlyDictionary<string, byte[]> files)
    {
        StringBuilder text = new();
        foreach ((string name, byte[] content) in files.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            text.Append(name).Append('\n').Append(Convert.ToHexStringLower(SHA256.HashData(content))).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private bool IsHead(string blob) => BlobName.Parts(blob)[^1] == head;
}
