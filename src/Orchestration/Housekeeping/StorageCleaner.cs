using Microsoft.Extensions.Logging;
using ServerlessTraining.Storage.Bars;
using ServerlessTraining.Storage.Blobs;
using ServerlessTraining.Storage.Checkpoints;
using ServerlessTraining.Storage.Documents;
using ServerlessTraining.Storage.Folds;
using ServerlessTraining.Storage.Predictions;
using ServerlessTraining.Storage.Runs;
using ServerlessTraining.Storage.TrainedModels;
using ServerlessTraining.Storage.TrainingQueues;

namespace ServerlessTraining.Orchestration.Housekeeping;

/// <summary>The broom: deletes what was left behind, and never what a kept run or a queue that has not ended uses. Two at once do no harm.</summary>
public sealed partial class StorageCleaner(
    RunStore runs,
    QueueStore queues,
    FoldTaskStore tasks,
    ModelStore models,
    PredictionStore predictions,
    BarStore bars,
    CheckpointStore checkpoints,
    Payloads payloads,
    TimeProvider clock,
    ILogger<StorageCleaner> logger)
{
    /// <summary>Younger files may be being written, or about to be named.</summary>
    private static readonly TimeSpan OrphanAge = TimeSpan.FromDays(1);

    public Task<StorageCleanupReport> CleanAsync(StorageCleanupRequest request, CancellationToken cancellation) => CleanAsync(request, use: null, cancellation);

    /// <param name="request">What is asked for.</param>
    /// <param name="use">As it was read a moment ago; null where nobody has.</param>
    /// <param name="cancellation">Ends it.</param>
    internal async Task<StorageCleanupReport> CleanAsync(StorageCleanupRequest request, FoldUse? use, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate();
        List<StorageCleanupGroup> groups = [];
        List<string> notes = [];
        if (request.Orphans)
        {
            use ??= await FoldUse.ReadAsync(runs, queues, cancellation);
            OrphanFinder finder = new(tasks, use);
            groups.Add(await CleanModelsAsync(request, finder, cancellation));
            groups.Add(await CleanPredictionsAsync(request, finder, cancellation));
            groups.Add(await CleanBarsAsync(request, cancellation));
            if (finder.Waiting.Count > 0)
            {
                notes.Add($"{finder.Waiting.Count} models of runs that are not kept stay until these queues have ended: {string.Join(", ", use.UnfinishedQueues)}");
            }
        }

        if (request.Checkpoints) groups.Add(await CleanCheckpointsAsync(request, cancellation));
        if (request.Payloads) groups.Add(await CleanPayloadsAsync(request, cancellation));
        int count = groups.Sum(group => group.Count);
        long bytes = groups.Sum(group => group.Bytes);
        if (!request.DryRun) LogCleaned(logger, count, bytes);
        return new StorageCleanupReport(request.DryRun, groups, bytes, notes);
    }

    private async Task<StorageCleanupGroup> CleanModelsAsync(StorageCleanupRequest request, OrphanFinder finder, CancellationToken cancellation)
    {
        Tally tally = new("models");
        Func<string, Task<bool>> isNeeded = async place => (await finder.AskAsync(place, cancellation)).Fate == FoldFate.Needed;
        await foreach (StoredModel model in models.OrphansAsync(isNeeded, request.Age(OrphanAge), cancellation))
        {
            // One that is not whole, of somebody who needs it: he learns of it when he opens it.
            if (await isNeeded(model.RunId) || !await MayDeleteAsync(request, finder, model.RunId, cancellation)) continue;
            if (!request.DryRun) await models.DeleteAsync(model.RunId, cancellation);
            tally.Add($"{model.RunId}/{model.Fold}", model.Bytes);
        }

        return tally.Group;
    }

    private async Task<StorageCleanupGroup> CleanPredictionsAsync(StorageCleanupRequest request, OrphanFinder finder, CancellationToken cancellation)
    {
        Tally tally = new("predictions");
        await foreach (StoredPredictions one in predictions.ListAsync(cancellation))
        {
            bool young = clock.GetUtcNow() - one.Modified < request.Age(OrphanAge);
            if (young || (await finder.AskAsync(one.RunId, cancellation)).Fate == FoldFate.Needed || !await MayDeleteAsync(request, finder, one.RunId, cancellation)) continue;
            if (!request.DryRun) await predictions.DeleteAsync(one.RunId, cancellation);
            tally.Add(one.RunId, one.Bytes);
        }

        return tally.Group;
    }

    // A result is taken back before its files go: whoever plans the fold then trains it again, and nobody is led to files that are not there. A queue that was started since
    // may have read the result already, so it is asked for once more.
    private async Task<bool> MayDeleteAsync(StorageCleanupRequest request, OrphanFinder finder, string place, CancellationToken cancellation)
    {
        (FoldFate fate, FoldTaskRow? row) = await finder.AskAsync(place, cancellation);
        if (request.DryRun || fate == FoldFate.Abandoned) return true;
        if ((await FoldUse.UnfinishedAsync(queues, cancellation)).Count > 0) return false;
        return await tasks.ReopenAsync(row!.Key, cancellation);
    }

    private async Task<StorageCleanupGroup> CleanBarsAsync(StorageCleanupRequest request, CancellationToken cancellation)
    {
        Tally tally = new("bars");
        await foreach (StoredSeries series in bars.ListAsync(cancellation))
        {
            foreach (BlobEntry blob in await bars.UnusedAsync(series.Symbol, series.Timeframe, cancellation)) tally.Add(blob.Name, blob.Bytes);
            if (!request.DryRun) await bars.DeleteUnusedAsync(series.Symbol, series.Timeframe, cancellation);
        }

        return tally.Group;
    }

    private async Task<StorageCleanupGroup> CleanCheckpointsAsync(StorageCleanupRequest request, CancellationToken cancellation)
    {
        HashSet<string> unfinished = [.. await FoldUse.UnfinishedAsync(queues, cancellation)];
        List<StoredCheckpoint> all = await checkpoints.ListAllAsync(cancellation).ToListAsync(cancellation);
        HashSet<CheckpointName> newest = [.. all.GroupBy(one => one.Name.QueueId).Select(of => of.MaxBy(one => one.Name.At)!.Name)];
        Tally tally = new("checkpoints");
        foreach (StoredCheckpoint one in all.Where(one => clock.GetUtcNow() - one.Name.At > request.Age(CheckpointStore.KeptFor)))
        {
            if (unfinished.Contains(one.Name.QueueId) && newest.Contains(one.Name)) continue;
            if (!request.DryRun) await checkpoints.DeleteAsync(one.Name, cancellation);
            tally.Add(one.Name.ToString(), one.Bytes);
        }

        return tally.Group;
    }

    private async Task<StorageCleanupGroup> CleanPayloadsAsync(StorageCleanupRequest request, CancellationToken cancellation)
    {
        Tally tally = new("payloads");
        foreach (BlobEntry blob in await payloads.UnnamedAsync(clock.GetUtcNow() - request.Age(OrphanAge), cancellation))
        {
            if (request.DryRun || await payloads.DeleteAsync(blob, cancellation)) tally.Add(blob.Name, blob.Bytes);
        }

        return tally.Group;
    }

    [LoggerMessage(EventId = 3801, Level = LogLevel.Information, Message = "Storage cleaned: {Count} things deleted, {Bytes} bytes freed")]
    private static partial void LogCleaned(ILogger logger, int count, long bytes);

    private sealed class Tally(string kind)
    {
        private readonly List<string> names = [];
        private int count;
        private long bytes;

        public StorageCleanupGroup Group => new(kind, count, bytes, names);

        public void Add(string name, long size)
        {
            count++;
            bytes += size;
            if (names.Count < StorageCleanupGroup.MostNames) names.Add(name);
        }
    }
}
