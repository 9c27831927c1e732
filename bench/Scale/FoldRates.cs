using System.Globalization;
using Azure.Data.Tables;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Storage;
using ServerlessTraining.Storage.Configuration;
using ServerlessTraining.Storage.Folds;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Bench.Scale;

/// <summary>Folds a second through the protocol with trainers that train nothing, and what each costs.</summary>
internal static class FoldRates
{
    // As many as a configuration has by the quick plan.
    private const int PerSet = 5;
    private const int Folds = 200;
    private const int WarmUp = 50;
    private const int Runs = 3;
    private const int StoredFolds = 10_000;
    private const int FillsAtATime = 16;
    private static readonly int[] Trainers = [1, 2, 4];

    public static async Task<IReadOnlyList<BenchRow>> RunAsync(AzuriteServer azurite, CancellationToken cancellation)
    {
        List<BenchRow> rows = [];
        double two = 0;
        foreach (int trainers in Trainers)
        {
            double rate = await RateAsync(azurite, string.Create(CultureInfo.InvariantCulture, $"Rate{trainers}"), trainers, cancellation);
            if (trainers == 2) two = rate;
            rows.Add(new BenchRow(string.Create(CultureInfo.InvariantCulture, $"fold.rate.{trainers}"), rate, "folds/s"));
        }

        rows.AddRange(await CostsAsync(azurite, cancellation));
        await FillAsync(azurite, cancellation);
        double full = await RateAsync(azurite, "RateFull", 2, cancellation);
        rows.Add(new BenchRow("fold.rate.2.full", full, $"folds/s with {2 * StoredFolds:N0} rows stored", two, full / two));
        return rows;
    }

    private static async Task<double> RateAsync(AzuriteServer azurite, string name, int trainers, CancellationToken cancellation)
    {
        await using ScaleHub hub = await ScaleHub.StartAsync(azurite, name, new InstantTrainer(), trainers, cancellation);
        await TrainAsync(hub, WarmUp, cancellation);
        double[] rates = new double[Runs];
        for (int i = 0; i < Runs; i++) rates[i] = Folds / await TrainAsync(hub, Folds, cancellation);
        return Measure.Median(rates);
    }

    private static async Task<double> TrainAsync(ScaleHub hub, int folds, CancellationToken cancellation) =>
        await FoldRuns.TrainAsync(hub, await FoldRuns.PlanAsync(hub.Get<FoldTaskStore>(), folds, PerSet, cancellation), PerSet, cancellation);

    /// <summary>Counts do not depend on the load of the machine, so one run tells.</summary>
    private static async Task<IReadOnlyList<BenchRow>> CostsAsync(AzuriteServer azurite, CancellationToken cancellation)
    {
        await using ScaleHub hub = await ScaleHub.StartAsync(azurite, "Costs", new InstantTrainer(), 2, cancellation);
        FoldRef[] folds = await FoldRuns.PlanAsync(hub.Get<FoldTaskStore>(), Folds, PerSet, cancellation);
        hub.Calls.Clear();
        hub.HubCalls.Clear();
        await FoldRuns.TrainAsync(hub, folds, PerSet, cancellation);
        HubHistory[] histories = [.. await HubHistory.ReadAsync(hub.HubStorage, hub.Name, cancellation)];
        return
        [
            new BenchRow("fold.calls.tables", PerFold(hub.Calls, StorageCalls.Tables), "calls, besides the one that planned it"),
            new BenchRow("fold.calls.blobs", PerFold(hub.Calls, StorageCalls.Blobs), "calls"),
            new BenchRow("fold.calls.queues", PerFold(hub.Calls, StorageCalls.Queues), "messages put and deleted"),
            new BenchRow("fold.calls.looks", PerFold(hub.Calls, StorageCalls.Looks), "looks into queues"),
            new BenchRow("fold.calls.hub", (double)hub.HubCalls.Of(null, StorageCalls.Tables, StorageCalls.Blobs) / Folds, "calls of the local engine"),
            new BenchRow("set.events", Measure.Median([.. histories.Select(history => (double)history.Events)]), $"events of a set of {PerSet} folds"),
            new BenchRow("set.bytes", Measure.Median([.. histories.Select(history => (double)history.Bytes)]), "bytes of them"),
        ];
    }

    private static double PerFold(StorageCalls calls, string service) => (double)calls.Of(null, service) / Folds;

    /// <summary>Folds of earlier grids: a task row and a result row each.</summary>
    private static async Task FillAsync(AzuriteServer azurite, CancellationToken cancellation)
    {
        StorageClients clients = new(new StorageOptions { ConnectionString = azurite.ConnectionString });
        FoldTaskStore tasks = new(new StorageAccounts(
            new StorageAccountOptions { Data = new StorageOptions { ConnectionString = azurite.ConnectionString } }, TimeProvider.System));
        FoldRef[] folds = await FoldRuns.PlanAsync(tasks, StoredFolds, PerSet, cancellation);
        TableClient table = clients.Tables.GetTableClient(StorageNames.Tables.FoldResults);
        ParallelOptions limits = new() { MaxDegreeOfParallelism = FillsAtATime, CancellationToken = cancellation };
        await Parallel.ForEachAsync(folds, limits, async (fold, token) => await table.AddEntityAsync(new TableEntity(fold.Key, "result") { ["outcome"] = "{}" }, token));
    }
}
