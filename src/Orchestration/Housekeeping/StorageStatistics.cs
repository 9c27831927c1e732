using ServerlessTraining.Orchestration.Runs;
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
        FoldUse use = await FoldUse.ReadAsync(runs, queues, cancellation);
        List<StoredModel> stored = await models.ListAsync(null, cancellation).ToListAsync(cancellation);
        StorageCleanupReport orphans = await cleaner.CleanAsync(new StorageCleanupRequest { Checkpoints = false }, cancellation);
        MarketStorage[] markets = Markets(use, stored);
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

    private static MarketStorage[] Markets(FoldUse use, List<StoredModel> stored)
    {
        ILookup<(string, string), StoredModel> byMarket = stored.Where(model => use.Markets.ContainsKey(model.RunId))
            .ToLookup(model => (use.Markets[model.RunId].Symbol.Name, use.Markets[model.RunId].Timeframe.Name));
        return
        [
            .. from run in use.Runs
               let score = RunDetails.Of(run)?.Score
               where score is not null
               group (run, score) by (Symbol: run.Symbol.Name, Timeframe: run.Timeframe.Name) into market
               orderby market.Key.Symbol, market.Key.Timeframe
               select new MarketStorage(
                   market.Key.Symbol,
                   market.Key.Timeframe,
                   market.Count(),
                   market.Count(one => one.run.Kept == true),
                   market.Sum(one => one.score.ModelBytes),
                   byMarket[market.Key].Sum(model => model.Bytes)),
        ];
    }

    private async Task<StoredAmount> BlobsAsync(string container, CancellationToken cancellation)
    {
        List<long> bytes = [];
        await foreach (BlobEntry blob in data.Container(container).ListAsync("", cancellation)) bytes.Add(blob.Bytes);
        return StoredAmount.Of(bytes);
    }
}
