using System.Globalization;
using System.Runtime.CompilerServices;
using ServerlessTraining.Storage.Blobs;
using ServerlessTraining.Storage.Schema;

namespace ServerlessTraining.Storage.Predictions;

/// <summary>What models predicted: a packed blob by run and fold. What the bytes mean is the business of who predicts and who backtests.</summary>
public sealed class PredictionStore(StorageClients data)
{
    private readonly BlobFiles blobs = data.Container(StorageNames.Containers.Predictions);

    /// <summary>Writing the same predictions again does no harm.</summary>
    public Task WriteAsync(string runId, int fold, ReadOnlyMemory<byte> predictions, CancellationToken cancellationToken) =>
        blobs.PutAsync(Name(runId, fold), PackedBlob.Pack(predictions), cancellationToken);

    /// <summary>Null where there are none.</summary>
    public async Task<byte[]?> ReadAsync(string runId, int fold, CancellationToken cancellationToken) =>
        await blobs.FindAsync(Name(runId, fold), cancellationToken) is { } file ? await PackedBlob.UnpackAsync(file, cancellationToken) : null;

    /// <summary>Where they lie, and how large they are there; null where there are none.</summary>
    public async Task<StoredFile?> FindFileAsync(string runId, int fold, CancellationToken cancellationToken)
    {
        string name = Name(runId, fold);
        await foreach (BlobEntry blob in blobs.ListAsync(name, cancellationToken))
        {
            if (blob.Name == name) return blobs.Describe(blob);
        }

        return null;
    }

    /// <summary>Where they lie or would.</summary>
    public string PathOf(string runId, int fold) => $"{blobs.Name}/{Name(runId, fold)}";

    /// <summary>The folds of a run that have predictions, ascending.</summary>
    public async Task<IReadOnlyList<int>> FoldsAsync(string runId, CancellationToken cancellationToken)
    {
        List<int> folds = [];
        await foreach (BlobEntry blob in blobs.ListAsync(BlobName.Folder(runId), cancellationToken))
        {
            folds.Add(int.Parse(BlobName.Parts(blob.Name)[^1].Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture));
        }

        return folds;
    }

    /// <summary>All that are stored, by run.</summary>
    public IAsyncEnumerable<StoredPredictions> ListAsync(CancellationToken cancellationToken) => ListStartingAsync("", cancellationToken);

    /// <summary>The predictions of all runs whose id begins so.</summary>
    public async IAsyncEnumerable<StoredPredictions> ListStartingAsync(string start, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (BlobEntry blob in blobs.ListAsync(start.Length == 0 ? "" : BlobName.Of(start), cancellationToken))
        {
            if (BlobName.Parts(blob.Name) is [var run, _]) yield return new StoredPredictions(run, blob.Bytes, blob.Modified);
        }
    }

    public Task<int> DeleteAsync(string runId, CancellationToken cancellationToken) => blobs.DeleteAllAsync(BlobName.Folder(runId), cancellationToken);

    private static string Name(string runId, int fold) => BlobName.Of(runId, string.Create(CultureInfo.InvariantCulture, $"{fold:d4}.gz"));
}
