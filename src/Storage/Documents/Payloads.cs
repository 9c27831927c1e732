using System.Security.Cryptography;
using ServerlessTraining.Storage.Blobs;
using ServerlessTraining.Storage.Schema;

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
        await blobs.PutIfAbsentAsync(name, new BinaryData(content), cancellationToken);
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

    public IAsyncEnumerable<BlobEntry> ListAsync(CancellationToken cancellationToken) => blobs.ListAsync("", cancellationToken);

    /// <summary>For a sweep that has made sure that no row names it.</summary>
    public Task DeleteAsync(string name, CancellationToken cancellationToken) => blobs.DeleteAsync(name, cancellationToken);
}
