using System.Collections.Concurrent;
using Azure.Storage.Queues.Models;
using ServerlessTraining.Storage.Queues;

namespace ServerlessTraining.Storage.Tests.Queues;

/// <summary>Does what the test says and keeps what it was told.</summary>
internal sealed class RecordingHandler(Func<QueueMessage, CancellationToken, Task<QueueOutcome>> handle) : IQueueHandler
{
    private int running;
    private int mostRunning;

    public ConcurrentQueue<string> Handled { get; } = [];

    public ConcurrentDictionary<string, string> Parked { get; } = new(StringComparer.Ordinal);

    public Func<Task> OnPark { get; init; } = () => Task.CompletedTask;

    public int MostRunning => Volatile.Read(ref mostRunning);

    public int Attempts(string body) => Handled.Count(text => text == body);

    public async Task<QueueOutcome> HandleAsync(QueueMessage message, CancellationToken cancellationToken)
    {
        int now = Interlocked.Increment(ref running);
        InterlockedMax(now);
        Handled.Enqueue(message.Body.ToString());
        try
        {
            return await handle(message, cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref running);
        }
    }

    public async Task ParkAsync(QueueMessage message, string reason, CancellationToken cancellationToken)
    {
        await OnPark();
        Parked[message.Body.ToString()] = reason;
    }

    private void InterlockedMax(int value)
    {
        int seen = Volatile.Read(ref mostRunning);
        while (value > seen)
        {
            int before = Interlocked.CompareExchange(ref mostRunning, value, seen);
            if (before == seen) return;
            seen = before;
        }
    }
}
