using Azure.Data.Tables;
using ServerlessTraining.Models.Files;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Orchestration.Training;
using ServerlessTraining.Storage.Backtests;
using ServerlessTraining.Storage.Blobs;
using ServerlessTraining.Storage.Documents;
using ServerlessTraining.Storage.Predictions;
using ServerlessTraining.Storage.Runs;
using ServerlessTraining.Storage.Tables;
using ServerlessTraining.Storage.TrainedModels;

namespace ServerlessTraining.Orchestration.Housekeeping;

/// <summary>Trades and curves of a run, and models and predictions of one that is kept or was restored. Those of any other run may go at any time, or are trained again when
/// they are missed.</summary>
internal sealed class RunsCheck(RunStore runs, BacktestStore backtests, ModelStore models, PredictionStore predictions) : IStoredFilesCheck
{
    public async Task<(StorageVerifyCounts Counts, IReadOnlyList<string> Faults)> CheckAsync(TableEntity row, CancellationToken cancellation)
    {
        List<string> faults = [];
        int count = 0;
        string id = TableKey.Parts(row.RowKey)[^1];
        string? unreadable = await StoredFaults.OfAsync(async () =>
        {
            if (await runs.FindAsync(id, cancellation) is not { } run || RunDetails.Of(run) is not { } details) return;
            await foreach (StoredFile file in backtests.FilesAsync(id, cancellation)) Add(await BacktestFaultAsync(id, file, cancellation));
            if (run.Kept != true && details.Verdict?.Restored is null) return;
            foreach (FoldOutcome outcome in details.Models.SelectMany(model => model.Folds).Select(fold => fold.Outcome).OfType<FoldOutcome>())
            {
                count++;
                Add(await ModelFaultAsync(id, outcome, cancellation));
                Add(await PredictionsFaultAsync(id, outcome, cancellation));
            }
        });
        Add(unreadable);
        return (new StorageVerifyCounts(Runs: 1, Models: count), faults);

        void Add(string? fault)
        {
            if (fault is not null) faults.Add(fault);
        }
    }

    // That they unpack shows that they are whole: gzip has a checksum.
    private Task<string?> BacktestFaultAsync(string run, StoredFile file, CancellationToken cancellation) =>
        StoredFaults.OfAsync(() => backtests.ReadBlobAsync(run, BlobName.Parts(file.Path)[^2], file.Name, cancellation));

    private Task<string?> ModelFaultAsync(string run, FoldOutcome outcome, CancellationToken cancellation) => StoredFaults.OfAsync(async () =>
    {
        if (!outcome.Files.TryGetValue(FoldFiles.Model, out string? file)) return;
        FoldReference place = FoldReference.Parse(file);
        string path = models.PathOf(place.RunId, place.Fold);
        IReadOnlyDictionary<string, byte[]> stored = await models.ReadAsync(place.RunId, place.Fold, cancellation) ?? throw Gone("files of the model", path, run);
        string hash = ModelFile.Hash(stored);
        if (!outcome.Hashes.TryGetValue(FoldFiles.Model, out string? wanted) || wanted == hash) return;
        throw new StoredDocumentException($"The model in {path} has hash {hash}, and run {run} has trained {wanted}. Restore its files from a copy, or train it again.");
    });

    private Task<string?> PredictionsFaultAsync(string run, FoldOutcome outcome, CancellationToken cancellation) => StoredFaults.OfAsync(async () =>
    {
        if (!outcome.Files.TryGetValue(FoldFiles.Predictions, out string? file)) return;
        FoldReference place = FoldReference.Parse(file);
        if (await predictions.ReadAsync(place.RunId, place.Fold, cancellation) is null) throw Gone("predictions", predictions.PathOf(place.RunId, place.Fold), run);
    });

    private static StoredDocumentException Gone(string what, string place, string run) =>
        new($"The {what} of run {run}, which is kept, should be in {place} and are gone. Restore them from a copy, or train the configuration again.");
}
