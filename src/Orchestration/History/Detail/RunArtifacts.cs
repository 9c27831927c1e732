using ServerlessTraining.Domain;
using ServerlessTraining.Models.Files;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Orchestration.Training;
using ServerlessTraining.Storage.Backtests;
using ServerlessTraining.Storage.Blobs;
using ServerlessTraining.Storage.Predictions;
using ServerlessTraining.Storage.Runs;
using ServerlessTraining.Storage.TrainedModels;

namespace ServerlessTraining.Orchestration.History.Detail;

/// <summary>Lists the blobs that a run consists of: the models that it uses, their predictions, its curves and trades.</summary>
public sealed class RunArtifacts
{
    private readonly RunStore runs;
    private readonly ModelStore models;
    private readonly PredictionStore predictions;
    private readonly BacktestStore backtests;
    private readonly FoldManifests manifests;

    internal RunArtifacts(RunStore runs, ModelStore models, PredictionStore predictions, BacktestStore backtests, FoldManifests manifests)
    {
        this.runs = runs;
        this.models = models;
        this.predictions = predictions;
        this.backtests = backtests;
        this.manifests = manifests;
    }

    /// <exception cref="RequestException">There is no such run.</exception>
    public async Task<RunArtifactsView> ReadAsync(string id, CancellationToken cancellationToken)
    {
        StoredRun run = await RunHistory.FindAsync(runs, id, cancellationToken);
        IEnumerable<(int Horizon, int Fold, FoldOutcome Outcome)> trained = (RunDetails.Of(run)?.Models ?? []).Reverse()
            .SelectMany(model => model.Folds, (model, fold) => (model.Horizon, fold.Number, fold.Outcome))
            .Where(one => one.Outcome is not null)
            .Select(one => (one.Horizon, one.Number, one.Outcome!));
        List<RunArtifact> items =
        [
            .. (await FewAtATime.ReadAsync(trained, (one, token) => OfFoldAsync(one.Horizon, one.Fold, one.Outcome, token), cancellationToken)).SelectMany(some => some),
        ];
        await foreach (StoredFile file in backtests.FilesAsync(run.Id, cancellationToken))
        {
            items.Add(new RunArtifact(null, null, RunArtifact.Backtests, file.Path, file.Bytes, null, Exists: true));
        }

        return new RunArtifactsView(items, items.Sum(item => item.Bytes));
    }

    private async Task<IReadOnlyList<RunArtifact>> OfFoldAsync(int horizon, int fold, FoldOutcome outcome, CancellationToken cancellation)
    {
        List<RunArtifact> items = [];
        if (outcome.Files.TryGetValue(FoldFiles.Model, out string? model))
        {
            items.AddRange(await OfModelAsync(horizon, fold, FoldReference.Parse(model), outcome.Hashes.GetValueOrDefault(FoldFiles.Model), cancellation));
        }

        if (outcome.Files.TryGetValue(FoldFiles.Predictions, out string? said))
        {
            FoldReference place = FoldReference.Parse(said);
            StoredFile? file = await predictions.FindFileAsync(place.RunId, place.Fold, cancellation);
            items.Add(new RunArtifact(
                horizon, fold, RunArtifact.Predictions, file?.Path ?? predictions.PathOf(place.RunId, place.Fold), file?.Bytes ?? 0,
                outcome.Hashes.GetValueOrDefault(FoldFiles.Predictions), file is not null));
        }

        return items;
    }

    private async Task<IReadOnlyList<RunArtifact>> OfModelAsync(int horizon, int fold, FoldReference place, string? hash, CancellationToken cancellation)
    {
        List<StoredFile> files = [];
        await foreach (StoredFile file in models.FilesAsync(place.RunId, place.Fold, cancellation)) files.Add(file);
        string folder = models.PathOf(place.RunId, place.Fold);
        if (files.Count == 0) return [new RunArtifact(horizon, fold, RunArtifact.Model, folder, 0, hash, Exists: false)];
        StoredManifest? manifest = await ManifestAsync(place, cancellation);
        IEnumerable<RunArtifact> there = files.Select(file => new RunArtifact(horizon, fold, KindOf(file), file.Path, file.Bytes, HashOf(file, manifest), Exists: true));
        IEnumerable<RunArtifact> gone = (manifest?.Content.Files ?? new Dictionary<string, ModelFileEntry>())
            .Where(entry => !files.Exists(file => ModelFile.NameInManifest(file.Name) == entry.Key))
            .Select(entry => new RunArtifact(horizon, fold, RunArtifact.Model, $"{folder}/{entry.Key}", 0, entry.Value.Sha256, Exists: false));
        return [.. there, .. gone];
    }

    /// <summary>A damaged one vouches for nothing, so the files stand without hashes.</summary>
    private async Task<StoredManifest?> ManifestAsync(FoldReference place, CancellationToken cancellation)
    {
        try
        {
            return await manifests.FindAsync(place, cancellation);
        }
        catch (ServerlessTrainingException)
        {
            return null;
        }
    }

    private static string KindOf(StoredFile file) => file.Name switch
    {
        ModelFile.ManifestName => RunArtifact.Manifest,
        ModelFile.ChecksumsName => RunArtifact.Checksums,
        _ => RunArtifact.Model,
    };

    private static string? HashOf(StoredFile file, StoredManifest? manifest) => file.Name == ModelFile.ManifestName
        ? manifest?.Sha256
        : manifest?.Content.Files.GetValueOrDefault(ModelFile.NameInManifest(file.Name))?.Sha256;
}
