using System.Text.Json;
using ServerlessTraining.Domain;
using ServerlessTraining.Models;
using ServerlessTraining.Models.Files;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Orchestration.Training;
using ServerlessTraining.Storage.Documents;
using ServerlessTraining.Storage.Folds;
using ServerlessTraining.Storage.TrainedModels;

namespace ServerlessTraining.Orchestration.Scoring;

/// <summary>Reads what the folds of a run left in storage.</summary>
internal sealed class FoldFinder(FoldTaskStore tasks, FoldFiles files, ModelStore models, ModelTypes types)
{
    public async Task<FoundFolds> FindAsync(IReadOnlyList<RunModel> wanted, CancellationToken cancellation)
    {
        List<RunModel> with = [];
        Dictionary<string, FoundFold> found = [];
        List<RunFold> missing = [];
        List<(int Horizon, int Fold, string Said)> failures = [];
        foreach (RunModel model in wanted)
        {
            List<RunFold> folds = [];
            foreach (RunFold planned in model.Folds)
            {
                RunFold fold = planned with { Outcome = await OutcomeAsync(planned.Key, cancellation) };
                folds.Add(fold);
                try
                {
                    if (fold.Outcome is null && await FailureAsync(fold.Key, cancellation) is { } reason) failures.Add((model.Horizon, fold.Number, $" failed: {reason.TrimEnd('.')}"));
                    else if (fold.Outcome is not null && await FilesAsync(fold.Outcome, cancellation) is { } whole) found[fold.Key] = whole;
                    else missing.Add(planned);
                }
                catch (ServerlessTrainingException damaged)
                {
                    failures.Add((model.Horizon, fold.Number, $": {damaged.Message.TrimEnd('.')}"));
                }
            }

            with.Add(model with { Folds = folds });
        }

        return new FoundFolds(with, found, missing, Told(failures));
    }

    /// <exception cref="FoldGoneException">It was deleted since.</exception>
    /// <exception cref="ServerlessTrainingException">It is damaged.</exception>
    public async Task<ForecastModel> OpenAsync(int horizon, RunFold fold, CancellationToken cancellation)
    {
        IReadOnlyDictionary<string, byte[]>? stored;
        try
        {
            stored = await files.FindModelAsync(ModelOf(fold.Outcome!), cancellation);
        }
        catch (StoredDocumentException)
        {
            // A part of it is gone, which is no better.
            stored = null;
        }

        if (stored is null) throw new FoldGoneException(fold);
        try
        {
            OpenedModel opened = ModelFile.Open(stored, types);
            return new ForecastModel(opened.Model, opened.Manifest.Scaler);
        }
        catch (ServerlessTrainingException damaged)
        {
            throw new ServerlessTrainingException($"{Name(horizon, [fold.Number])}: {damaged.Message}", damaged);
        }
    }

    /// <summary>What befalls a trainer befalls many folds alike: it is said once.</summary>
    private static IReadOnlyList<string> Told(IEnumerable<(int Horizon, int Fold, string Said)> failures) =>
        [.. failures.GroupBy(one => (one.Horizon, one.Said)).Select(alike => $"{Name(alike.Key.Horizon, [.. alike.Select(one => one.Fold)])}{alike.Key.Said}")];

    private static string Name(int horizon, int[] folds) =>
        folds.Length == 1 ? $"fold {folds[0]} at horizon {horizon}" : $"folds {string.Join(", ", folds[..^1])} and {folds[^1]} at horizon {horizon}";

    private static FoldReference ModelOf(FoldOutcome outcome) => FoldReference.Parse(outcome.Files[FoldFiles.Model]);

    private async Task<FoldOutcome?> OutcomeAsync(string key, CancellationToken cancellation) =>
        await tasks.FindOutcomeAsync(key, cancellation) is { } json ? JsonSerializer.Deserialize<FoldOutcome>(json, ApiJson.Options) : null;

    private async Task<string?> FailureAsync(string key, CancellationToken cancellation) =>
        await tasks.FindAsync(key, cancellation) is { State: FoldTaskState.Failed } row ? row.Reason ?? "no reason was stored" : null;

    /// <summary>Null where a file is gone.</summary>
    private async Task<FoundFold?> FilesAsync(FoldOutcome outcome, CancellationToken cancellation)
    {
        FoldReference reference = ModelOf(outcome);
        StoredModel? model = null;
        await foreach (StoredModel listed in models.ListAsync(reference.RunId, cancellation))
        {
            if (listed.Fold == reference.Fold && listed.IsWhole) model = listed;
        }

        if (model is null) return null;
        FoldPredictions? predictions = await files.FindPredictionsAsync(FoldReference.Parse(outcome.Files[FoldFiles.Predictions]), cancellation);
        return predictions is null ? null : new FoundFold(predictions, model.Bytes);
    }
}
