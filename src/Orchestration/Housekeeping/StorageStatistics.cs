using System.Collections.Concurrent;
using ServerlessTraining.Storage;
using ServerlessTraining.Storage.Blobs;
using ServerlessTraining.Storage.Runs;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.TrainedModels;
using ServerlessTraining.Storage.TrainingQueues;

namespace ServerlessTraining.Orchestration.Housekeeping;

/// <summary>Counts what is stored. It reads the whole history and lists every blob: for a look now and then, not for every second.</summary>
public sealed class StorageStatistics(StorageClients data, RunStore runs, QueueStore queues, ModelStore models, StorageCleaner cleaner)
{
    private const string All = "all";

    public async Task<StorageStats> GatherAsync(CancellationToken cancellation)
    {
        ConcurrentBag<ScoredRun> scored = [];
        FoldUse use = await FoldUse.ReadAsync(
            runs,
            queues,
            (run, details) =>
            {
                if (details.Score is { } score) scored.Add(new ScoredRun(run.Symbol.Name, run.Timeframe.Name, run.Kept == true, score.ModelBytes));
            },
            cancellation);
        List<StoredModel> stored = await models.ListAsync(null, cancellation).ToListAsync(cancellation);
        StorageCleanupReport orphans = await cleaner.CleanAsync(new StorageCleanupRequest { Checkpoints = false }, cancellation);
        MarketStorage[] markets = Markets(scored, use, stored);
        return new StorageStats(
            markets,
            new MarketStorage(All, All, markets.Sum(m => m.Trained), markets.Sum(m => m.Kept), markets.Sum(m => m.BytesTrained), markets.Sum(m => m.BytesKept)),
            StoredAmount.Of([.. stored.Select(model => model.Bytes)]),
            stored.Count(model => model.IsPacked),
            await BlobsAsync(StorageNames.Containers.Predictions, cancellation),
            await BlobsAsync(StorageNames.Containers.Backtests, cancellation),
            await BlobsAsync(StorageNames.Containers.Bars, cancellation),
            await BlobsAsync(StorageNames.Containers.Checkpoints, cancellation),
            await BlobsAsync(StorageNames.Containers.Payloads, cancellation),
            new StoredAmount(orphans.Groups.Sum(group => group.Count), orphans.Bytes));
    }

    private static MarketStorage[] Markets(IEnumerable<ScoredRun> scored, FoldUse use, List<StoredModel> stored)
    {
        ILookup<(string, string), StoredModel> byMarket = stored.Where(model => use.Markets.ContainsKey(model.RunId))
            .ToLookup(model => (use.Markets[model.RunId].Symbol.Name, use.Markets[model.RunId].Timeframe.Name));
        return
        [
            .. from run in scored
               group run by (run.Symbol, run.Timeframe) into market
               orderby market.Key.Symbol, market.Key.Timeframe
               select new MarketStorage(
                   market.Key.Symbol,
                   market.Key.Timeframe,
                   market.Count(),
                   market.Count(one => one.Kept),
                   market.Sum(one => one.ModelBytes),
                   byMarket[market.Key].Sum(model => model.Bytes)),
        ];
    }

    private async Task<StoredAmount> BlobsAsync(string container, CancellationToken cancellation)
    {
        List<long> bytes = [];
        await foreach (BlobEntry blob in data.Container(container).ListAsync("", cancellation)) bytes.Add(blob.Bytes);
        return StoredAmount.Of(bytes);
    }

    private sealed record ScoredRun(string Symbol, string Timeframe, bool Kept, long ModelBytes);
}
