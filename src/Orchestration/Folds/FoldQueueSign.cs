using ServerlessTraining.Storage.Folds;

namespace ServerlessTraining.Orchestration.Folds;

/// <summary>Tells for a trainer that it lives and takes tasks from a queue: when it claims one and while it trains one, at most twice in the time after which a try is silent.
/// By it a long queue is told from one that nobody serves. A trainer that finds only tasks of another version trains none of them, and gives no sign.</summary>
internal sealed class FoldQueueSign(FoldTaskStore tasks, FoldDevice device, FoldTaskOptions options, TimeProvider clock)
{
    private const long Never = long.MinValue;
    private readonly TimeSpan every = options.SilentAfter / 2;
    private long given = Never;

    public async Task GiveAsync(CancellationToken cancellation)
    {
        // By the running time: a clock that is set back must not silence it.
        long last = Interlocked.Read(ref given);
        if (last != Never && clock.GetElapsedTime(last) < every) return;
        long now = clock.GetTimestamp();
        await tasks.GiveSignAsync(FoldQueues.For(device), BuildInfo.Version, clock.GetUtcNow(), cancellation);
        Interlocked.Exchange(ref given, now);
    }
}
