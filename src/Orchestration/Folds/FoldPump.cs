using Microsoft.Extensions.Logging;
using ServerlessTraining.Storage;
using ServerlessTraining.Storage.Queues;

namespace ServerlessTraining.Orchestration.Folds;

/// <summary>Takes fold tasks from the queues that this process serves. The same in LocalHost and in the trainer.</summary>
public sealed class FoldPump : IAsyncDisposable
{
    // The tries of a task are counted in its row; how often its message came says nothing, as it may come to wait for a living try.
    private const int AnyDequeueCount = int.MaxValue;

    private readonly QueueSignals signals;
    private readonly Dictionary<string, QueuePump> pumps;
    private IDisposable[] listening = [];

    public FoldPump(
        StorageAccounts accounts, FoldTaskConsumer consumer, QueueSignals signals, FoldPumpOptions options, TimeProvider clock, ILogger<FoldPump> logger)
    {
        ArgumentNullException.ThrowIfNull(accounts);
        ArgumentNullException.ThrowIfNull(consumer);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        this.signals = signals;
        QueuePumpOptions settings = new()
        {
            BatchSize = options.Concurrency,
            NewBatchThreshold = options.Concurrency - 1,
            MostInWork = options.Concurrency,
            MaxDequeueCount = AnyDequeueCount,
            Lease = options.Lease,
            MaxPollingInterval = options.MaxPollingInterval,
            StopGrace = options.StopGrace,
        };
        pumps = options.Devices.ToDictionary(
            FoldQueues.For, device => new QueuePump(WorkQueue.Open(accounts.Data, FoldQueues.For(device)), settings, consumer.Of(device), clock, logger));
    }

    public async Task StartAsync(CancellationToken cancellation)
    {
        listening = [.. pumps.Select(pair => signals.Listen(pair.Key, pair.Value.Wake))];
        foreach (QueuePump pump in pumps.Values) await pump.StartAsync(cancellation);
    }

    /// <summary>Completes when every queue was found empty and nothing runs.</summary>
    public Task WhenEmptyAsync(CancellationToken cancellation) => Task.WhenAll(pumps.Values.Select(pump => pump.WhenEmptyAsync(cancellation)));

    /// <summary>Takes nothing more, lets what runs finish for the grace time, then hands it back.</summary>
    public async Task StopAsync(CancellationToken cancellation)
    {
        StopListening();
        await Task.WhenAll(pumps.Values.Select(pump => pump.StopAsync(cancellation)));
    }

    public async ValueTask DisposeAsync()
    {
        StopListening();
        foreach (QueuePump pump in pumps.Values) await pump.DisposeAsync();
    }

    private void StopListening()
    {
        foreach (IDisposable one in listening) one.Dispose();
        listening = [];
    }
}
