using System.Globalization;
using System.Runtime.CompilerServices;
using ServerlessTraining.Storage.Blobs;
using ServerlessTraining.Storage.Schema;

namespace ServerlessTraining.Storage.TrainedModels;

/// <summary>Trained models: the files of one model lie under its run and fold. Knows nothing of what is in them but that manifest.json makes a model whole.</summary>
public sealed class ModelStore
{
    private const string Manifest = "manifest.json";
    private readonly FileSet files;
    private readonly TimeProvider clock;

    public ModelStore(StorageClients data, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(data);
        files = new FileSet(data.Container(StorageNames.Containers.Models), Manifest);
        this.clock = clock;
    }

    /// <summary>The manifest comes last: before it there is no model. Writing the same model again does no harm.</summary>
    /// <param name="model">Files by name, manifest.json among them.</param>
    public Task WriteAsync(string runId, int fold, IReadOnlyDictionary<string, byte[]> model, CancellationToken cancellationToken) =>
        files.WriteAsync(Folder(runId, fold), model, cancellationToken);

    /// <summary>Null where there is no whole model. What the files say of each other is checked by whoever opens them.</summary>
    /// <exception cref="Documents.StoredDocumentException">A file is missing, was changed, or was added.</exception>
    public Task<IReadOnlyDictionary<string, byte[]>?> ReadAsync(string runId, int fold, CancellationToken cancellationToken) =>
        files.ReadAsync(Folder(runId, fold), cancellationToken);

    /// <summary>manifest.json and the named files beside it, as far as they are there; null where there is no whole model.</summary>
    public Task<IReadOnlyDictionary<string, byte[]>?> ReadSomeAsync(string runId, int fold, IReadOnlyList<string> names, CancellationToken cancellationToken) =>
        files.ReadSomeAsync(Folder(runId, fold), names, cancellationToken);

    /// <summary>Every blob of a model.</summary>
    public IAsyncEnumerable<StoredFile> FilesAsync(string runId, int fold, CancellationToken cancellationToken) => files.FilesAsync(Folder(runId, fold), cancellationToken);

    /// <summary>The folder of a model, whether there is one or not.</summary>
    public string PathOf(string runId, int fold) => files.PathOf(Folder(runId, fold));

    /// <summary>Puts smaller files that mean the same in the place of a model's; whoever reads meanwhile finds the ones or the others.</summary>
    /// <param name="pack">Gets the files as they are and gives what is to be there, manifest.json among it.</param>
    /// <returns>False where there is no whole model, or it was written meanwhile.</returns>
    public Task<bool> PackAsync(
        string runId, int fold, Func<IReadOnlyDictionary<string, byte[]>, IReadOnlyDictionary<string, byte[]>> pack, CancellationToken cancellationToken) =>
        files.PackAsync(Folder(runId, fold), pack, cancellationToken);

    /// <summary>The models of a run, by fold; those of all runs where <paramref name="runId"/> is null.</summary>
    public IAsyncEnumerable<StoredModel> ListAsync(string? runId, CancellationToken cancellationToken) =>
        ReadAsync(files.ListAsync(runId is null ? [] : [runId], cancellationToken), cancellationToken);

    /// <summary>The models of all runs whose id begins so.</summary>
    public IAsyncEnumerable<StoredModel> ListStartingAsync(string start, CancellationToken cancellationToken) =>
        ReadAsync(files.ListStartingAsync(start, cancellationToken), cancellationToken);

    /// <summary>Deletes the models of all folds of a run. What is gone already is deleted.</summary>
    /// <returns>The bytes given free.</returns>
    public Task<long> DeleteAsync(string runId, CancellationToken cancellationToken) => files.DeleteAsync([runId], cancellationToken);

    /// <summary>Models that nobody will open: broken off, or of runs that are not kept. Younger ones are left out, since they may be being written.</summary>
    /// <param name="isKept">Asked once for each run.</param>
    public async IAsyncEnumerable<StoredModel> OrphansAsync(
        Func<string, Task<bool>> isKept, TimeSpan minimumAge, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(isKept);
        string? asked = null;
        bool kept = false;
        await foreach (StoredModel model in ListAsync(null, cancellationToken))
        {
            if (clock.GetUtcNow() - model.Modified < minimumAge) continue;
            if (model.RunId != asked)
            {
                kept = await isKept(model.RunId);
                asked = model.RunId;
            }

            if (!kept || !model.IsWhole) yield return model;
        }
    }

    private static async IAsyncEnumerable<StoredModel> ReadAsync(IAsyncEnumerable<StoredFolder> folders, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (StoredFolder folder in folders.WithCancellation(cancellationToken))
        {
            if (folder.Path is [var run, var number] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int fold))
            {
                yield return new StoredModel(run, fold, folder.Files, folder.Bytes, folder.IsWhole, folder.Modified, folder.IsWhole && folder.PackedFiles == folder.Files - 1);
            }
        }
    }

    // Padded, so that folds are listed in their order.
    private static string[] Folder(string runId, int fold) => [runId, fold.ToString("d4", CultureInfo.InvariantCulture)];
}
