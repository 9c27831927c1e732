using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using ServerlessTraining.Storage.Retries;

namespace ServerlessTraining.Storage.Blobs;

/// <summary>A blob container whose writes are safe to retry, in the way of <see cref="Tables.EntityTable"/>: each leaves its id in the blob's metadata. Names come
/// from <see cref="BlobName"/>.</summary>
public sealed class BlobFiles(BlobContainerClient client)
{
    /// <summary>The write that the blob stands by.</summary>
    public const string WriterMetadata = "writer";

    private static readonly Dictionary<string, string> NoMetadata = new(StringComparer.Ordinal);

    public string Name => client.Name;

    public Task CreateIfMissingAsync(CancellationToken cancellationToken) => client.CreateIfNotExistsAsync(cancellationToken: cancellationToken);

    /// <summary>Writes the blob, whatever was there.</summary>
    public Task<ETag> PutAsync(string name, BinaryData content, CancellationToken cancellationToken) => PutAsync(name, content, NoMetadata, cancellationToken);

    /// <summary>False where there was a blob of this name already; it is left as it is.</summary>
    public async Task<bool> PutIfAbsentAsync(string name, BinaryData content, CancellationToken cancellationToken) =>
        await UploadAsync(name, content, new BlobRequestConditions { IfNoneMatch = ETag.All }, NoMetadata, cancellationToken) is not null;

    /// <summary>Writes the blob if it is still as it was read; false where it was changed or is gone.</summary>
    public Task<bool> ReplaceAsync(string name, BinaryData content, ETag read, CancellationToken cancellationToken) =>
        ReplaceAsync(name, content, read, NoMetadata, cancellationToken);

    /// <summary>Null where there is none.</summary>
    public async Task<BlobFile?> FindAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            BlobDownloadResult found = (await client.GetBlobClient(name).DownloadContentAsync(cancellationToken)).Value;
            return new BlobFile(name, found.Content, found.Details.ETag, found.Details.Metadata.AsReadOnly());
        }
        catch (RequestFailedException gone) when (gone.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            return null;
        }
    }

    public async Task<bool> ExistsAsync(string name, CancellationToken cancellationToken) => await client.GetBlobClient(name).ExistsAsync(cancellationToken);

    /// <summary>A blob that is gone already is deleted.</summary>
    public Task DeleteAsync(string name, CancellationToken cancellationToken) => client.GetBlobClient(name).DeleteIfExistsAsync(cancellationToken: cancellationToken);

    /// <summary>Deletes the blob if it is still as it was listed or read, or gone already; false where it was changed.</summary>
    public async Task<bool> DeleteUnchangedAsync(string name, ETag read, CancellationToken cancellationToken)
    {
        try
        {
            await client.GetBlobClient(name).DeleteIfExistsAsync(conditions: new BlobRequestConditions { IfMatch = read }, cancellationToken: cancellationToken);
            return true;
        }
        catch (RequestFailedException changed) when (changed.ErrorCode == BlobErrorCode.ConditionNotMet)
        {
            // The condition fails on a blob that is gone as well, also when an earlier try of this call deleted it.
            return !await ExistsAsync(name, cancellationToken);
        }
    }

    /// <summary>Deletes every blob whose name begins so.</summary>
    /// <returns>How many there were.</returns>
    public async Task<int> DeleteAllAsync(string prefix, CancellationToken cancellationToken)
    {
        int count = 0;
        await foreach (BlobEntry blob in ListAsync(prefix, cancellationToken))
        {
            await DeleteAsync(blob.Name, cancellationToken);
            count++;
        }

        return count;
    }

    /// <summary>In the order of their names.</summary>
    public async IAsyncEnumerable<BlobEntry> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (BlobItem item in client.GetBlobsAsync(prefix: prefix, cancellationToken: cancellationToken))
        {
            yield return new BlobEntry(item.Name, item.Properties.ContentLength ?? 0, item.Properties.LastModified ?? default, item.Properties.ETag ?? default);
        }
    }

    internal StoredFile Describe(BlobEntry blob) => new(BlobName.Parts(blob.Name)[^1], $"{Name}/{blob.Name}", blob.Bytes);

    internal async Task<ETag> PutAsync(string name, BinaryData content, IReadOnlyDictionary<string, string> metadata, CancellationToken cancellationToken) =>
        (await UploadAsync(name, content, null, metadata, cancellationToken))!.Value;

    internal async Task<bool> ReplaceAsync(
        string name, BinaryData content, ETag read, IReadOnlyDictionary<string, string> metadata, CancellationToken cancellationToken) =>
        await UploadAsync(name, content, new BlobRequestConditions { IfMatch = read }, metadata, cancellationToken) is not null;

    private async Task<ETag?> UploadAsync(
        string name, BinaryData content, BlobRequestConditions? conditions, IReadOnlyDictionary<string, string> metadata, CancellationToken cancellationToken)
    {
        using WriteCall call = WriteCall.Begin();
        Dictionary<string, string> signed = new(metadata, StringComparer.Ordinal) { [WriterMetadata] = call.Id };
        BlobClient blob = client.GetBlobClient(name);
        try
        {
            return (await blob.UploadAsync(content, new BlobUploadOptions { Conditions = conditions, Metadata = signed }, cancellationToken)).Value.ETag;
        }
        catch (RequestFailedException conflict) when (
            conflict.ErrorCode == BlobErrorCode.BlobAlreadyExists || conflict.ErrorCode == BlobErrorCode.ConditionNotMet
            || (conditions?.IfMatch is not null && conflict.ErrorCode == BlobErrorCode.BlobNotFound))
        {
            return call.Retried ? await OursAsync(call, blob, cancellationToken) : null;
        }
    }

    /// <summary>The blob's ETag if an earlier try of the same write made it.</summary>
    private static async Task<ETag?> OursAsync(WriteCall call, BlobClient blob, CancellationToken cancellationToken)
    {
        try
        {
            BlobProperties stored = (await blob.GetPropertiesAsync(cancellationToken: cancellationToken)).Value;
            return stored.Metadata.TryGetValue(WriterMetadata, out string? writer) && writer == call.Id ? stored.ETag : null;
        }
        catch (RequestFailedException gone) when (gone.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            return null;
        }
    }
}
