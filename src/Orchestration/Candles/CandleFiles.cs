using System.Text;
using System.Text.Json;
using ServerlessTraining.Domain;
using ServerlessTraining.Orchestration.Training;
using ServerlessTraining.Storage.CandleRuns;
using ServerlessTraining.Storage.Predictions;
using ServerlessTraining.Storage.TrainedModels;

namespace ServerlessTraining.Orchestration.Candles;

/// <summary>The files of runs. A trainer leaves them where all trained folds lie, under its try; the end of the run copies them to the run's artifacts and takes those
/// away.</summary>
internal sealed class CandleFiles(FoldFiles staged, ModelStore models, PredictionStore predictions, CandleRunStore runs)
{
    public const string Results = "results.json";
    public const string Predictions = "predictions.csv";
    public const string Scaler = "scaler.json";

    // The artifacts of a run are one folder of files: the model's keep their names behind it.
    private const string ModelPrefix = "model-";
    private const string ModelManifest = "manifest.json";

    public Task StageAsync(FoldReference reference, IReadOnlyDictionary<string, byte[]> model, CandlePackage package, CancellationToken cancellation) =>
        staged.WriteAsync(reference, model, JsonSerializer.SerializeToUtf8Bytes(package, ApiJson.Options), cancellation);

    /// <exception cref="ServerlessTrainingException">Some of it is gone or damaged.</exception>
    public async Task<(IReadOnlyDictionary<string, byte[]> Model, CandlePackage Package)> StagedAsync(FoldReference reference, CancellationToken cancellation)
    {
        byte[] package = await predictions.ReadAsync(reference.RunId, reference.Fold, cancellation)
            ?? throw new ServerlessTrainingException($"There are no results under '{reference}'. They were deleted; train the run again.");
        return (await staged.ReadModelAsync(reference, cancellation), JsonSerializer.Deserialize<CandlePackage>(package, ApiJson.Options)!);
    }

    /// <summary>Takes away what the tries of a work have left. What is gone already is deleted.</summary>
    public async Task UnstageAsync(string key, CancellationToken cancellation)
    {
        HashSet<string> places = [];
        await foreach (StoredModel model in models.ListStartingAsync(key, cancellation)) places.Add(model.RunId);
        await foreach (StoredPredictions one in predictions.ListStartingAsync(key, cancellation)) places.Add(one.RunId);
        foreach (string place in places)
        {
            await predictions.DeleteAsync(place, cancellation);
            await models.DeleteAsync(place, cancellation);
        }
    }

    /// <summary>Writes what a run leaves; writing it again does no harm.</summary>
    /// <returns>Where each file is, by its name.</returns>
    public async Task<IReadOnlyDictionary<string, string>> WriteAsync(
        CandleRun run, IReadOnlyDictionary<string, byte[]> model, CandlePackage package, CandleRunMeta meta, CancellationToken cancellation)
    {
        Dictionary<string, byte[]> files = model.ToDictionary(file => ModelPrefix + file.Key, file => file.Value);
        using (JsonDocument manifest = JsonDocument.Parse(model[ModelManifest])) files[Scaler] = Encoding.UTF8.GetBytes(manifest.RootElement.GetProperty("scaler").GetRawText());
        files[Results] = JsonSerializer.SerializeToUtf8Bytes(package.Results with { RunId = run.Id }, ApiJson.Indented);
        files[Predictions] = Encoding.UTF8.GetBytes(package.Predictions);
        files[CandleRunStore.MetaFile] = JsonSerializer.SerializeToUtf8Bytes(meta with { Files = CandleRunMeta.Describe(files) }, ApiJson.Indented);
        await runs.WriteArtifactsAsync(run.Id, files, cancellation);
        return files.Keys.Order(StringComparer.Ordinal).ToDictionary(name => name, name => CandleRunStore.PathOf(run.Id, name));
    }

    /// <summary>results.json of a run; null where it has none.</summary>
    public async Task<byte[]?> ResultsAsync(string runId, CancellationToken cancellation) =>
        await runs.ReadArtifactsAsync(runId, cancellation) is { } files ? files[Results] : null;

    /// <summary>The model of a run as it was packed; null where it has none.</summary>
    public async Task<IReadOnlyDictionary<string, byte[]>?> ModelAsync(string runId, CancellationToken cancellation) =>
        await runs.ReadArtifactsAsync(runId, cancellation) is { } files
            ? files.Where(file => file.Key.StartsWith(ModelPrefix, StringComparison.Ordinal)).ToDictionary(file => file.Key[ModelPrefix.Length..], file => file.Value)
            : null;
}
