using System.Text;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace ServerlessTraining.LocalEngine.Store;

/// <summary>
/// Texts as table properties. A short one is the property itself, a longer one a blob: <c>=text</c>, <c>@blob name</c>, or nothing for null. Blobs of one life
/// of an instance (from its start to its end, over all executions) have one prefix.
/// </summary>
internal sealed class PayloadBlobs(BlobContainerClient container, int limit, KeySource keys)
{
    // A string property may have 32 K characters; one is the sign.
    private const int MaxChars = (32 * 1024) - 1;

    public static string Prefix(string instanceId, string life) => $"{RowKeys.Escaped(instanceId)}/{life}/";

    /// <summary>Writes the blob, if it takes one, before the row that names it.</summary>
    public async Task<string> PackAsync(string? text, string prefix, CancellationToken cancellation)
    {
        if (text is null) return "";
        if (text.Length <= MaxChars && Encoding.UTF8.GetByteCount(text) <= limit) return "=" + text;
        string name = prefix + keys.Next();
        await container.GetBlobClient(name).UploadAsync(BinaryData.FromString(text), overwrite: true, cancellation);
        return "@" + name;
    }

    public async Task<string?> UnpackAsync(string? packed, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(packed)) return null;
        if (BlobOf(packed) is not { } name) return packed[1..];
        return (await container.GetBlobClient(name).DownloadContentAsync(cancellation)).Value.Content.ToString();
    }

    public static string? BlobOf(string? packed) => packed is ['@', ..] ? packed[1..] : null;

    public Task DeleteAsync(string name, CancellationToken cancellation) =>
        container.DeleteBlobIfExistsAsync(name, DeleteSnapshotsOption.None, null, cancellation);

    public async Task DeleteAllAsync(string prefix, CancellationToken cancellation)
    {
        List<string> names = [];
        await foreach (BlobItem blob in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, cancellation)) names.Add(blob.Name);
        foreach (string name in names) await DeleteAsync(name, cancellation);
    }
}
