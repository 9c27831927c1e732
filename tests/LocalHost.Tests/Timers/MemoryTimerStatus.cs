using System.Collections.Concurrent;
using ServerlessTraining.LocalHost.Timers;

namespace ServerlessTraining.LocalHost.Tests.Timers;

internal sealed class MemoryTimerStatus : ITimerStatus
{
    private readonly ConcurrentDictionary<string, TimerStatus> kept = new(StringComparer.Ordinal);

    public bool Fails { get; set; }

    public int Writes { get; private set; }

    public TimerStatus? this[string name] => kept.GetValueOrDefault(name);

    public Task<TimerStatus?> ReadAsync(string name, CancellationToken cancellationToken) => Task.FromResult(this[name]);

    public Task WriteAsync(string name, TimerStatus status, CancellationToken cancellationToken)
    {
        if (Fails) throw new IOException("no storage; AccountKey=c2VjcmV0");
        Writes++;
        kept[name] = status;
        return Task.CompletedTask;
    }
}
