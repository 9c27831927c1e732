namespace ServerlessTraining.LocalEngine.Dispatch;

/// <summary>Does work items on the thread pool in the order in which they came, at most <paramref name="limit"/> at the same time.</summary>
/// <param name="limit">From 1.</param>
/// <param name="work">One item.</param>
/// <param name="fault">Told of what <paramref name="work"/> throws, which it should not.</param>
internal sealed class WorkGate<T>(int limit, Func<T, Task> work, Action<Exception> fault)
{
    private readonly Lock gate = new();
    private readonly Queue<T> waiting = new();
    private readonly TaskCompletionSource idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int running;
    private bool stopped;

    public void Add(T item)
    {
        lock (gate)
        {
            if (stopped) return;
            waiting.Enqueue(item);
            if (running == limit) return;
            running++;
        }

        _ = Task.Run(RunAsync);
    }

    /// <summary>What waits is forgotten; completes when what runs has ended.</summary>
    public Task StopAsync()
    {
        lock (gate)
        {
            stopped = true;
            waiting.Clear();
            if (running == 0) idle.TrySetResult();
        }

        return idle.Task;
    }

    private async Task RunAsync()
    {
        while (TryTake(out T? item))
        {
            try
            {
                await work(item!);
            }
            catch (Exception error)
            {
                fault(error);
            }
        }
    }

    private bool TryTake(out T? item)
    {
        lock (gate)
        {
            if (waiting.TryDequeue(out item)) return true;
            running--;
            if (stopped && running == 0) idle.TrySetResult();
            return false;
        }
    }
}
