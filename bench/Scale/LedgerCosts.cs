using System.Globalization;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Storage;
using ServerlessTraining.Storage.Configuration;
using ServerlessTraining.Storage.Ledgers;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Bench.Scale;

/// <summary>What a decision pays for a long ledger: it records the looks of its configuration, reads the ledger and reckons with all looks.</summary>
internal static class LedgerCosts
{
    private const string Market = "SCALE 1h";
    private const int Looks = 10_000;
    private const int ManyLooks = 100_000;

    /// <summary>Of a configuration.</summary>
    private const int NewLooks = 14;

    private const int Runs = 5;

    public static async Task<IReadOnlyList<BenchRow>> RunAsync(AzuriteServer azurite, CancellationToken cancellation)
    {
        StorageClients storage = new(new StorageOptions { ConnectionString = azurite.ConnectionString });
        LedgerStore store = new(storage);
        await store.RecordAsync(Ledger(0, Looks), cancellation);

        // A store that has read nothing yet, as that of a process which has just begun.
        double whole = await MedianAsync(_ => new LedgerStore(storage).LoadAsync(Market, "data", cancellation));
        await store.LoadAsync(Market, "data", cancellation);
        double decision = await MedianAsync(run => DecideAsync(store, Looks + (run * NewLooks), cancellation));
        using StorageMeter meter = StorageMeter.Start();
        await DecideAsync(store, Looks + (Runs * NewLooks), cancellation);
        return
        [
            new BenchRow("ledger.read", whole, $"ms for {Looks:N0} rows, by a process that has read none of them"),
            new BenchRow("ledger.decision", decision, $"ms to record {NewLooks} looks and read the ledger of {Looks:N0} again"),
            new BenchRow("ledger.decision.calls", meter.Count, "calls for both"),
            new BenchRow("ledger.deflation", Deflation(Looks), $"ms to go over {Looks:N0} looks, once a decision"),
            new BenchRow("ledger.deflation.100000", Deflation(ManyLooks), $"ms to go over {ManyLooks:N0} looks"),
        ];
    }

    private static async Task DecideAsync(LedgerStore store, int from, CancellationToken cancellation)
    {
        await store.RecordAsync(Ledger(from, NewLooks), cancellation);
        await store.LoadAsync(Market, "data", cancellation);
    }

    private static TrialLedger Ledger(int from, int count)
    {
        string hash = new('a', 64);
        MetricValue[] ratios = [MetricValue.Of(0.01), MetricValue.Of(-0.02)];
        return new TrialLedger(Market, "data").Record(Enumerable.Range(from, count)
            .Select(i => TrialLook.Of(TrialKind.Strategy, string.Create(CultureInfo.InvariantCulture, $"{hash} seed 0 strategy {i}"), ratios)));
    }

    private static double Deflation(int looks)
    {
        TrialLedger ledger = Ledger(0, looks);
        double[] times = new double[Runs];
        for (int i = 0; i < Runs; i++)
        {
            // Each ledger reckons once.
            TrialLedger fresh = ledger.Merge(Ledger(looks, 1));
            long start = TimeProvider.System.GetTimestamp();
            fresh.Deflation();
            times[i] = TimeProvider.System.GetElapsedTime(start).TotalMilliseconds;
        }

        return Measure.Median(times);
    }

    private static async Task<double> MedianAsync(Func<int, Task> work)
    {
        double[] times = new double[Runs];
        for (int i = 0; i < Runs; i++)
        {
            long start = TimeProvider.System.GetTimestamp();
            await work(i);
            times[i] = TimeProvider.System.GetElapsedTime(start).TotalMilliseconds;
        }

        return Measure.Median(times);
    }
}
