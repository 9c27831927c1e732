using System.Globalization;
using Azure.Data.Tables;
using Azure.Storage.Blobs.Models;
using Microsoft.DurableTask.Client;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Market.Synthetic;
using ServerlessTraining.Orchestration.Grids;
using ServerlessTraining.Storage.Bars;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.TrainingQueues;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Bench.Scale;

/// <summary>What a configuration of a grid costs in calls, rows, bytes and events: a small grid with everything that a real one has, on models that take no time. Once with the
/// quick folds and once with the full ones: the difference is what a further fold costs.</summary>
internal static class GridCosts
{
    private const int Configurations = 10;
    private const int Bars = 13_000;
    private static readonly string Alphas = string.Join(", ", Enumerable.Range(1, Configurations).Select(alpha => alpha.ToString(CultureInfo.InvariantCulture)));
    private static readonly string[] Parts = [ScaleHub.Plan, ScaleHub.Dispatch, ScaleHub.Train, ScaleHub.Answer, ScaleHub.Score, ScaleHub.Decide, ScaleHub.Sweep, ScaleHub.Grid];

    private static readonly string[] GrowingTables =
    [
        StorageNames.Tables.FoldResults, StorageNames.Tables.Runs, StorageNames.Tables.Backtests, StorageNames.Tables.Ledger, StorageNames.Tables.RegimeBests,
        StorageNames.Tables.ConfigHashes, StorageNames.Tables.QueueItems, StorageNames.Tables.QueueLog, StorageNames.Tables.Audit,
    ];

    /// <param name="azurite">Where everything is stored.</param>
    /// <param name="folds">As grids name it: quick or full.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<IReadOnlyList<BenchRow>> RunAsync(AzuriteServer azurite, string folds, CancellationToken cancellation)
    {
        await using ScaleHub hub = await ScaleHub.StartAsync(azurite, $"Costs{folds}", trainer: null, trainers: 2, cancellation);
        Symbol symbol = Symbol.Parse($"{folds.ToUpperInvariant()}USDT");
        BarSeries bars = SyntheticMarket.Generate(new SyntheticMarketOptions { Symbol = symbol, Seed = 1, Bars = Bars }).Bars;
        await hub.Get<BarStore>().WriteAsync(bars, 0, cancellation);
        Dictionary<string, (long Rows, long Bytes)> before = await TablesAsync(hub, cancellation);
        QueueRecord queue = await hub.Get<QueueService>().CreateAsync(new GridText(GridOf(symbol, folds), IsYaml: true), cancellation);
        hub.Calls.Clear();
        hub.HubCalls.Clear();
        await hub.Get<QueueService>().StartAsync(hub.Client, queue.Id, cancellation);
        OrchestrationMetadata end = await hub.Client.WaitForInstanceCompletionAsync(GridRun.InstanceOf(queue.Id, 1), getInputsAndOutputs: true, cancellation);
        QueueRecord ended = (await hub.Get<QueueStore>().FindAsync(queue.Id, cancellation))!;
        if (ended.Counters.Completed != Configurations) throw new ServerlessTrainingException($"The grid ended with {ended.Counters}: {end.FailureDetails?.ErrorMessage}");

        Dictionary<string, (long Rows, long Bytes)> after = await TablesAsync(hub, cancellation);
        List<BenchRow> rows = [Row("folds", await FoldsAsync(hub, cancellation), "folds")];
        foreach (string part in Parts)
        {
            rows.Add(Row($"calls.{part}", hub.Calls.Of(part, StorageCalls.Tables, StorageCalls.Blobs, StorageCalls.Queues), "calls"));
        }

        rows.Add(Row("calls.tables", hub.Calls.Of(null, StorageCalls.Tables), "calls, all parts"));
        rows.Add(Row("calls.blobs", hub.Calls.Of(null, StorageCalls.Blobs), "calls, all parts"));
        rows.Add(Row("calls.queues", hub.Calls.Of(null, StorageCalls.Queues), "messages put and deleted"));
        rows.Add(Row("calls.hub", hub.HubCalls.Of(null, StorageCalls.Tables, StorageCalls.Blobs), "calls of the local engine"));
        foreach (string table in GrowingTables)
        {
            rows.Add(Row($"rows.{table}", after[table].Rows - before[table].Rows, "rows"));
            rows.Add(Row($"kb.{table}", (after[table].Bytes - before[table].Bytes) / 1024.0, "KB of rows"));
        }

        rows.AddRange(await BlobsAsync(hub, cancellation));
        rows.AddRange(Histories(await HubHistory.ReadAsync(hub.HubStorage, hub.Name, cancellation)));
        return [.. rows.Select(row => row with { Name = $"{folds}.{row.Name}" })];
    }

    private static BenchRow Row(string name, double sum, string unit) => new(name, sum / Configurations, unit);

    private static async Task<long> FoldsAsync(ScaleHub hub, CancellationToken cancellation)
    {
        long folds = 0;
        await foreach (TableEntity row in hub.HubStorage.Tables.GetTableClient(StorageNames.Tables.FoldResults).QueryAsync<TableEntity>(cancellationToken: cancellation))
        {
            if (row.RowKey == "task") folds++;
        }

        return folds;
    }

    private static IEnumerable<BenchRow> Histories(IReadOnlyList<HubHistory> histories)
    {
        HubHistory grid = histories.Single(history => history.Orchestrator == GridOrchestrator.Name);
        HubHistory[] configurations = [.. histories.Where(history => history.Orchestrator == ConfigurationOrchestrator.Name)];
        yield return Row("events.page", grid.Events, "events of the grid's page");
        yield return Row("bytes.page", grid.Bytes, "bytes of them");
        yield return Row("events", configurations.Sum(history => history.Events), "events");
        yield return Row("bytes", configurations.Sum(history => history.Bytes), "bytes of them");
    }

    /// <summary>Files of models that were deleted are gone by now, so the mean of those that are kept stands for all.</summary>
    private static async Task<IReadOnlyList<BenchRow>> BlobsAsync(ScaleHub hub, CancellationToken cancellation)
    {
        (long models, long modelBytes) = await FilesAsync(hub, StorageNames.Containers.Models, "manifest.json", cancellation);
        (long predictions, long predictionBytes) = await FilesAsync(hub, StorageNames.Containers.Predictions, "", cancellation);
        (_, long payloadBytes) = await FilesAsync(hub, StorageNames.Containers.Payloads, "", cancellation);
        (_, long backtestBytes) = await FilesAsync(hub, StorageNames.Containers.Backtests, "", cancellation);
        return
        [
            new BenchRow("kb.model", modelBytes / 1024.0 / models, "KB a fold, of a ridge model"),
            new BenchRow("kb.predictions", predictionBytes / 1024.0 / predictions, "KB a fold"),
            Row("kb.payloads", payloadBytes / 1024.0, "KB of documents over 32 KB, old versions too"),
            Row("kb.backtest_files", backtestBytes / 1024.0, "KB of trades and curves"),
        ];
    }

    private static async Task<(long Count, long Bytes)> FilesAsync(ScaleHub hub, string container, string counted, CancellationToken cancellation)
    {
        long count = 0;
        long bytes = 0;
        await foreach (BlobItem blob in hub.HubStorage.Blobs.GetBlobContainerClient(container).GetBlobsAsync(cancellationToken: cancellation))
        {
            if (blob.Name.EndsWith(counted, StringComparison.Ordinal)) count++;
            bytes += blob.Properties.ContentLength ?? 0;
        }

        return (count, bytes);
    }

    private static async Task<Dictionary<string, (long Rows, long Bytes)>> TablesAsync(ScaleHub hub, CancellationToken cancellation)
    {
        Dictionary<string, (long, long)> found = new(StringComparer.Ordinal);
        foreach (string table in GrowingTables)
        {
            long rows = 0;
            long bytes = 0;
            await foreach (TableEntity row in hub.HubStorage.Tables.GetTableClient(table).QueryAsync<TableEntity>(cancellationToken: cancellation))
            {
                rows++;
                bytes += RowBytes.Of(row);
            }

            found[table] = (rows, bytes);
        }

        return found;
    }

    private static string GridOf(Symbol symbol, string folds) =>
        $$"""
        name: scale
        models: [{type: ridge, hyper_parameters: {alpha: [{{Alphas}}] } }]
        symbols: {{symbol}}
        timeframes: 1h
        days: 180
        horizons: 1
        feature_systems: v1
        folds: {{folds}}
        """;
}
