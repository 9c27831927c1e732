namespace ServerlessTraining.Storage.Queues;

/// <summary>The pauses between polls of an empty queue: doubling, with a fifth of jitter either way.</summary>
internal sealed class PollBackoff(TimeSpan maximum, int seed)
{
    private const double Jitter = 0.2;

    // CA5394: the jitter only keeps pumps out of step; it guards nothing.
#pragma warning disable CA5394
    private readonly Random random = new(seed);
    private TimeSpan plain;

    public void Reset() => plain = TimeSpan.Zero;

    public TimeSpan Next()
    {
        plain = plain == TimeSpan.Zero ? QueuePumpOptions.MinPollingInterval : TimeSpan.FromTicks(Math.Min(plain.Ticks * 2, maximum.Ticks));
        TimeSpan pause = plain * (1 - Jitter + (2 * Jitter * random.NextDouble()));
        return TimeSpan.FromTicks(Math.Clamp(pause.Ticks, QueuePumpOptions.MinPollingInterval.Ticks, maximum.Ticks));
    }
#pragma warning restore CA5394
}
