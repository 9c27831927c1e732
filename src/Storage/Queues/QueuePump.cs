using Azure;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;

namespace ServerlessTraining.Storage.Queues;

/// <summary>
/// Takes messages in batches, has them worked on in parallel, keeps them hidden meanwhile, deletes, returns or parks them. The rules are those of the queue
/// triggers of the Functions host (Azure/azure-sdk-for-net, Microsoft.Azure.WebJobs.Extensions.Storage.Queues, Listeners/QueueListener.cs and QueueProcessor.cs);
/// the host's triggers and the trainer's consumer both run on this loop.
/// </summary>
public sealed class QueuePump : IAsyncDisposable
{
    /// <summary>Work that was cancelled by a stop, and goes on all the same, is not waited for longer than this.</summary>
    public static readonly TimeSpan CancelledLimit = TimeSpan.FromSeconds(5);

    private readonly WorkQueue queue;
    private readonly QueuePumpOptions options;
    private readonly TimeProvider clock;
    private readonly ILogger logger;
    private readonly MessageWork work;
    private readonly PollBackoff backoff;
    private readonly WakeSignal wake = new();
    private readonly Lock gate = new();
    private readonly List<Task> running = [];
    private readonly CancellationTokenSource stopping = new();
    private readonly CancellationTokenSource abandoned = new();
    private List<TaskCompletionSource> waitingForEmpty = [];
    private int inWork;
    private Task? loop;
    private Task? stop;

    public QueuePump(WorkQueue queue, QueuePumpOptions options, IQueueHandler handler, TimeProvider clock, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(queue);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(handler);
        options.Validate();
        this.queue = queue;
        this.options = options;
        this.clock = clock;
        this.logger = logger;
        work = new MessageWork(queue, options, handler, clock, logger);
        backoff = new PollBackoff(options.MaxPollingInterval, options.Seed);
    }

    /// <summary>Messages that are worked on now.</summary>
    internal int InWork => Volatile.Read(ref inWork);

    /// <summary>Makes the queue when it is missing, then takes until <see cref="StopAsync"/>. Errors of the storage are logged and waited out.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await queue.CreateAsync(cancellationToken);
        lock (gate)
        {
            if (loop is not null || stop is not null) throw new InvalidOperationException($"The pump of queue '{queue.Name}' was started before.");
            loop = Task.Run(LoopAsync, CancellationToken.None);
        }
    }

    /// <summary>Asks the queue now instead of after the pause. For a sender in the same process.</summary>
    public void Wake() => wake.Set();

    /// <summary>Completes when the queue had no visible message and nothing was worked on, at one moment after this call; is cancelled by a stop.</summary>
    public Task WhenEmptyAsync(CancellationToken cancellationToken)
    {
        TaskCompletionSource empty = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            if (stop is not null) empty.TrySetCanceled(CancellationToken.None);
            else waitingForEmpty.Add(empty);
        }

        Wake();
        return empty.Task.WaitAsync(cancellationToken);
    }

    /// <summary>
    /// Takes no more and waits for the work that runs: for <see cref="QueuePumpOptions.StopGrace"/>, or until <paramref name="cancellationToken"/>. What runs
    /// then is cancelled and its messages are visible again. A second call waits for the first.
    /// </summary>
    public Task StopAsync(CancellationToken cancellationToken) => StopOnceAsync(options.StopGrace, cancellationToken);

    /// <summary>A stop without grace.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopOnceAsync(TimeSpan.Zero, CancellationToken.None);
        stopping.Dispose();
    }

    private Task StopOnceAsync(TimeSpan grace, CancellationToken cancellationToken)
    {
        lock (gate) return stop ??= StopLoopAsync(loop ?? Task.CompletedTask, grace, cancellationToken);
    }

    private async Task StopLoopAsync(Task ending, TimeSpan grace, CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        Wake();
        if (await EndsWithinAsync(ending, grace, cancellationToken)) return;
        await abandoned.CancelAsync();
        if (!await EndsWithinAsync(ending, CancelledLimit, CancellationToken.None)) QueuePumpLog.LeftBehind(logger, queue.Name, InWork);
    }

    private async Task<bool> EndsWithinAsync(Task ending, TimeSpan limit, CancellationToken cancellationToken)
    {
        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task first = await Task.WhenAny(ending, Task.Delay(limit, clock, over.Token));
        await over.CancelAsync();
        return first == ending;
    }

    private async Task LoopAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            await WaitForRoomAsync();
            if (stopping.IsCancellationRequested) break;

            // Armed before the poll: a call during it must not be lost.
            Task woken = wake.Arm();
            List<TaskCompletionSource> asking = TakeWaiting();

            // Before the poll: work that ends while it runs may show its message to the next one only.
            bool idle = InWork == 0;
            QueueMessage[]? batch = await TakeAsync();
            bool late = stopping.IsCancellationRequested;
            foreach (QueueMessage message in batch ?? []) running.Add(WorkAsync(message, late));
            if (batch is { Length: > 0 })
            {
                backoff.Reset();
                PutBack(asking);
                continue;
            }

            if (batch is null || !idle) PutBack(asking);
            else asking.ForEach(one => one.TrySetResult());
            await PauseAsync(woken);
        }

        await Task.WhenAll(running);
        foreach (TaskCompletionSource one in TakeWaiting()) one.TrySetCanceled(CancellationToken.None);
    }

    private async Task WaitForRoomAsync()
    {
        running.RemoveAll(task => task.IsCompleted);
        while (running.Count > options.NewBatchThreshold)
        {
            await Task.WhenAny(running);
            running.RemoveAll(task => task.IsCompleted);
        }
    }

    /// <returns>Null when the queue could not be read.</returns>
    private async Task<QueueMessage[]?> TakeAsync()
    {
        try
        {
            // A stop does not cut this short: messages whose arrival nobody saw would be hidden for a whole lease.
            int most = Math.Min(options.BatchSize, options.MostInWork - running.Count ?? options.BatchSize);
            return (await queue.Queue.ReceiveMessagesAsync(most, options.Lease, abandoned.Token)).Value;
        }
        catch (OperationCanceledException) when (abandoned.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception error)
        {
            QueuePumpLog.NotRead(logger, queue.Name, QueuePumpLog.Text(error));
            if (error is RequestFailedException failed && QueueErrors.IsMissingQueue(failed)) await CreateAgainAsync();
            return null;
        }
    }

    private async Task CreateAgainAsync()
    {
        try
        {
            await queue.CreateAsync(abandoned.Token);
        }
        catch (Exception error)
        {
            QueuePumpLog.NotRead(logger, queue.Name, QueuePumpLog.Text(error));
        }
    }

    private async Task PauseAsync(Task woken)
    {
        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token);
        await Task.WhenAny(woken, Task.Delay(backoff.Next(), clock, over.Token));
        if (woken.IsCompleted) backoff.Reset();
        await over.CancelAsync();
    }

    private async Task WorkAsync(QueueMessage message, bool late)
    {
        Interlocked.Increment(ref inWork);
        await Task.Yield();
        TimeSpan? back = late ? await work.ReturnAsync(message) : await work.RunAsync(message, abandoned.Token);
        bool last = Interlocked.Decrement(ref inWork) == 0;

        // A message to be taken again, or the end of a burst: whoever waits for an empty queue gets the answer now.
        if (last || back == TimeSpan.Zero) Wake();
    }

    private List<TaskCompletionSource> TakeWaiting()
    {
        lock (gate)
        {
            List<TaskCompletionSource> taken = waitingForEmpty;
            waitingForEmpty = [];
            return taken;
        }
    }

    private void PutBack(List<TaskCompletionSource> asking)
    {
        lock (gate) waitingForEmpty.AddRange(asking);
    }
}
