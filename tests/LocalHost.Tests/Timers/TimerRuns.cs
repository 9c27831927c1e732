using Microsoft.Azure.Functions.Worker;
using ServerlessTraining.Testing;

namespace ServerlessTraining.LocalHost.Tests.Timers;

/// <summary>The function of a timer: notes its runs and, where told, waits or fails in them.</summary>
internal sealed class TimerRuns(ManualTimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly Queue<(TimerInfo Info, DateTimeOffset At)> runs = [];
    private TaskCompletionSource arrival = New();

    public Func<CancellationToken, Task> Body { get; set; } = _ => Task.CompletedTask;

    public int Count { get; private set; }

    public async Task RunAsync(TimerInfo info, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            Count++;
            runs.Enqueue((info, clock.GetUtcNow()));
            arrival.TrySetResult();
        }

        await Body(cancellationToken);
    }

    /// <summary>The next run; the clock goes from timer to timer until it comes, and not further.</summary>
    public async Task<(TimerInfo Info, DateTimeOffset At)> NextAsync(CancellationToken cancellationToken)
    {
        Task arrived;
        lock (gate) arrived = arrival.Task;
        await clock.AdvanceUntilAsync(arrived, cancellationToken);
        lock (gate)
        {
            (TimerInfo Info, DateTimeOffset At) run = runs.Dequeue();
            if (runs.Count == 0) arrival = New();
            return run;
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
