using ServerlessTraining.Storage.Queues;

namespace ServerlessTraining.LocalHost.HostFile;

/// <summary>
/// <c>extensions.queues</c> of host.json. Names, defaults and ranges are those of the queues extension
/// (Azure/azure-sdk-for-net, Microsoft.Azure.WebJobs.Extensions.Storage.Queues, Config/QueuesOptions.cs).
/// </summary>
public sealed record QueueSettings
{
    /// <summary>Messages taken at once. Default 16, from 1 to 32.</summary>
    public int BatchSize { get; init; } = 16;

    /// <summary>The next batch is taken when so many or fewer are being worked on. Default half a batch a processor, from 0.</summary>
    public int NewBatchThreshold { get; init; } = 8 * Environment.ProcessorCount;

    /// <summary>A message goes to the poison queue when it failed so often. Default 5, from 1.</summary>
    public int MaxDequeueCount { get; init; } = 5;

    /// <summary>How long a failed message stays hidden. Default 0, up to 7 days.</summary>
    public TimeSpan VisibilityTimeout { get; init; } = TimeSpan.Zero;

    /// <summary>The longest pause between two looks into an empty queue. Default 1 min, from 100 ms to 1 day.</summary>
    public TimeSpan MaxPollingInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How long a message stays hidden while its function runs, renewed at half of it. Not in host.json: the Functions host takes 10 min; here a process that
    /// was killed would leave its messages hidden for as long, so it is 1 min.
    /// </summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>What a stop leaves to functions that run. Default 30 s.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For the queue of that name: its jitter has a seed of its own, so that the queues of a host are not asked in step.</summary>
    public QueuePumpOptions ForQueue(string name) => new()
    {
        BatchSize = BatchSize,
        NewBatchThreshold = NewBatchThreshold,
        MaxDequeueCount = MaxDequeueCount,
        Lease = Lease,
        RetryDelay = VisibilityTimeout,
        MaxPollingInterval = MaxPollingInterval,
        StopGrace = StopGrace,
        Seed = name.Aggregate(17, (hash, letter) => unchecked((hash * 31) + letter)),
    };
}
