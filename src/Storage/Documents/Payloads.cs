using System.Security.Cryptography;
using Azure.Data.Tables;
using ServerlessTraining.Storage.Blobs;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Storage.Documents;

/// <summary>What is too large for a row, in blobs named by the SHA-256 of their content: the same content lies there once, and a reader sees when it was changed.</summary>
public sealed class Payloads(StorageClients data)
{
    /// <summary>Larger documents go to a blob.</summary>
    public const int LargestInline = 32 * 1024;

    private readonly BlobFiles blobs = data.Container(StorageNames.Containers.Payloads);

    /// <returns>The name: 64 hex digits.</returns>
    public async Task<string> PutAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        string name = Convert.ToHexStringLower(SHA256.HashData(content.Span));
        // Also where it is there: a sweep that found it unnamed and is about to delete it then finds it changed.
        await blobs.PutAsync(name, new BinaryData(content), cancellationToken);
        return name;
    }

    /// <exception cref="StoredDocumentException">It is gone or was changed.</exception>
    public async Task<ReadOnlyMemory<byte>> GetAsync(string name, CancellationToken cancellationToken)
    {
        BlobFile found = await blobs.FindAsync(name, cancellationToken)
            ?? throw new StoredDocumentException($"Payload {name} is not in container {blobs.Name}. Restore it from a copy, or delete the row that names it.");
        ReadOnlyMemory<byte> content = found.Content.ToMemory();
        return Convert.ToHexStringLower(SHA256.HashData(content.Span)) == name
            ? content
            : throw new StoredDocumentException($"Payload {name} in container {blobs.Name} is damaged: its content has another SHA-256. Restore it from a copy.");
    }

    /// <summary>Those that no row of any table names and that are older; a younger one may be about to be named.</summary>
    public async Task<IReadOnlyList<BlobEntry>> UnnamedAsync(DateTimeOffset writtenBefore, CancellationToken cancellationToken)
    {
        // Listed before the rows are read: what is put and named meanwhile is not in the list.
        List<BlobEntry> old = [];
        await foreach (BlobEntry blob in ListAsync(cancellationToken))
        {
            if (blob.Modified < writtenBefore) old.Add(blob);
        }

        if (old.Count == 0) return old;
        HashSet<string> named = new(StringComparer.Ordinal);
        TableQuery query = new() { Filter = $"{DocumentColumn<object>.Reference} gt ''", Select = [DocumentColumn<object>.Reference] };
        foreach (string table in StorageNames.Tables.All)
        {
            await foreach (TableEntity row in data.Table(table).QueryAsync(query, cancellationToken)) named.Add(row.GetString(DocumentColumn<object>.Reference));
        }

        return [.. old.Where(blob => !named.Contains(blob.Name))];
    }

    public IAsyncEnumerable<BlobEntry> ListAsync(CancellationToken cancellationToken) => blobs.ListAsync("", cancellationToken);

    /// <summary>For a sweep that listed it, and then found no row that names it. False where it was written since: somebody is about to name it.</summary>
    public Task<bool> DeleteAsync(BlobEntry listed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(listed);
        return blobs.DeleteUnchangedAsync(listed.Name, listed.ETag, cancellationToken);
    }
}
