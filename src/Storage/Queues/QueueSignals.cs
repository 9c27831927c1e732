using System.Collections.Concurrent;

namespace ServerlessTraining.Storage.Queues;

/// <summary>Tells the readers of a queue in this process that a message was put, so that they need not wait for their next poll. A message of another process is found by polling.</summary>
public sealed class QueueSignals
{
    private readonly ConcurrentDictionary<(string Queue, Action Wake), byte> readers = new();

    /// <summary><paramref name="wake"/> is called from the sender's thread and must return at once. Dispose the result to hear no more.</summary>
    public IDisposable Listen(string queue, Action wake)
    {
        readers[(queue, wake)] = 0;
        return new Reader(this, (queue, wake));
    }

    public void Put(string queue)
    {
        foreach ((string name, Action wake) in readers.Keys)
        {
            if (string.Equals(name, queue, StringComparison.Ordinal)) wake();
        }
    }

    private sealed class Reader(QueueSignals signals, (string Queue, Action Wake) key) : IDisposable
    {
        public void Dispose() => signals.readers.TryRemove(key, out _);
    }
}
