namespace ServerlessTraining.Storage.Queues;

/// <summary>How a <see cref="QueuePump"/> takes and gives back.</summary>
public sealed record QueuePumpOptions
{
    /// <summary>What a batch may hold at most: the limit of the storage service.</summary>
    public const int MaxBatchSize = 32;

    /// <summary>Of an empty queue's first pause.</summary>
    public static readonly TimeSpan MinPollingInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest time that the storage service hides a message.</summary>
    public static readonly TimeSpan MaxHidden = TimeSpan.FromDays(7);

    private static readonly TimeSpan MinLease = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestGrace = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestPolling = TimeSpan.FromDays(1);

    /// <summary>Messages taken at once. Default 16, from 1 to 32.</summary>
    public int BatchSize { get; init; } = 16;

    /// <summary>The next batch is taken when so many or fewer are being worked on; at most this and a batch run together. Default 8, from 0.</summary>
    public int NewBatchThreshold { get; init; } = 8;

    /// <summary>No more messages are worked on together than these, whatever the batches. Default: as many as a batch and the threshold make; from 1, and more than the threshold.</summary>
    public int? MostInWork { get; init; }

    /// <summary>A message is parked when it failed so often. Default 5, from 1.</summary>
    public int MaxDequeueCount { get; init; } = 5;

    /// <summary>
    /// A taken message is hidden for so long, and again at half of it while it is worked on. After a crash it comes back when this is over. Default 1 min,
    /// from 1 s to 7 days.
    /// </summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>A failed message is hidden for so long. Default 0, up to 7 days.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.Zero;

    /// <summary>An empty queue is asked after 100 ms, then after twice as long each time, up to this. Default 1 min, from 100 ms to 1 day.</summary>
    public TimeSpan MaxPollingInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>What a stop leaves to the work that runs, before it is cancelled. Default 30 s, from 0 to 1 h.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Of the jitter of the pauses, so that pumps of several processes do not ask in step.</summary>
    public int Seed { get; init; }

    /// <exception cref="QueuePumpOptionsException">A value is out of its range; the message names them all.</exception>
    public void Validate()
    {
        List<string> errors = [];
        if (BatchSize is < 1 or > MaxBatchSize) errors.Add($"{nameof(BatchSize)} is {BatchSize}; allowed is 1 to {MaxBatchSize}");
        if (NewBatchThreshold < 0) errors.Add($"{nameof(NewBatchThreshold)} is {NewBatchThreshold}; allowed is 0 or more");
        if (MostInWork is { } most && (most < 1 || most <= NewBatchThreshold))
        {
            errors.Add($"{nameof(MostInWork)} is {most}; allowed is 1 or more, and more than {nameof(NewBatchThreshold)} ({NewBatchThreshold})");
        }

        if (MaxDequeueCount < 1) errors.Add($"{nameof(MaxDequeueCount)} is {MaxDequeueCount}; allowed is 1 or more");
        Check(nameof(Lease), Lease, MinLease, MaxHidden, errors);
        Check(nameof(RetryDelay), RetryDelay, TimeSpan.Zero, MaxHidden, errors);
        Check(nameof(MaxPollingInterval), MaxPollingInterval, MinPollingInterval, LongestPolling, errors);
        Check(nameof(StopGrace), StopGrace, TimeSpan.Zero, LongestGrace, errors);
        if (errors.Count > 0) throw new QueuePumpOptionsException(string.Join("; ", errors) + ".");
    }

    private static void Check(string name, TimeSpan value, TimeSpan minimum, TimeSpan maximum, List<string> errors)
    {
        if (value < minimum || value > maximum) errors.Add($"{name} is {value}; allowed is {minimum} to {maximum}");
    }
}
