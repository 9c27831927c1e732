using Microsoft.Extensions.Logging;
using ServerlessTraining.Storage.Folds;

namespace ServerlessTraining.Orchestration.Folds;

/// <summary>Looks at a task's row while its training runs, writes on it how far it is, and tells when the row is not the try's any more: another has taken it, or it was
/// cancelled.</summary>
internal sealed partial class FoldHeartbeat : IProgress<double>, IAsyncDisposable
{
    // A part of the whole that somebody who watches would see.
    private const double Step = 0.01;

    private readonly FoldTaskStore tasks;
    private readonly TimeProvider clock;
    private readonly FoldQueueSign? sign;
    private readonly ILogger logger;
    private readonly CancellationTokenSource lost;
    private readonly CancellationTokenSource stop = new();
    private readonly Task beating;
    private FoldTaskRow row;
    private double progress;

    /// <param name="sign">Given with the beats; null where the queue of the task is not known.</param>
    public FoldHeartbeat(
        FoldTaskStore tasks, FoldTaskRow claim, FoldTaskOptions options, FoldQueueSign? sign, TimeProvider clock, ILogger logger, CancellationToken cancellation)
    {
        this.tasks = tasks;
        this.clock = clock;
        this.sign = sign;
        this.logger = logger;
        row = claim;
        lost = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        beating = BeatAsync(options);
    }

    /// <summary>Fires when the try no longer counts, or the process is to end.</summary>
    public CancellationToken Lost => lost.Token;

    public bool IsLost { get; private set; }

    public void Report(double value) => Volatile.Write(ref progress, Math.Clamp(value, 0, 1));

    /// <summary>Ends the beating.</summary>
    /// <returns>The row as it was last written.</returns>
    public async Task<FoldTaskRow> StopAsync()
    {
        await stop.CancelAsync();
        await beating;
        return row;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        stop.Dispose();
        lost.Dispose();
    }

    private async Task BeatAsync(FoldTaskOptions options)
    {
        using PeriodicTimer timer = new(options.Look, clock);
        DateTimeOffset beaten = clock.GetUtcNow();
        while (await NextAsync(timer))
        {
            try
            {
                DateTimeOffset now = clock.GetUtcNow();
                FoldTaskRow beat = row with { HeartbeatAt = now, Progress = Volatile.Read(ref progress) };
                bool isDue = now - beaten >= options.Heartbeat || beat.Progress - row.Progress >= Step;
                FoldTaskRow? seen = isDue ? await tasks.TryUpdateClaimAsync(beat, CancellationToken.None) : await tasks.RenewAsync(row, CancellationToken.None);
                if (seen is null)
                {
                    IsLost = true;
                    await lost.CancelAsync();
                    return;
                }

                row = seen;
                if (!isDue) continue;
                beaten = now;
                if (sign is not null) await sign.GiveAsync(CancellationToken.None);
            }
            catch (Exception error)
            {
                // Storage is away, or does not answer in time, which comes as a cancellation; the next look tries again, and a try that stays silent too long is given up by the others.
                LogMissed(logger, row.Key, error);
            }
        }
    }

    private async Task<bool> NextAsync(PeriodicTimer timer)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stop.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(EventId = 3214, Level = LogLevel.Warning, Message = "Fold {Key}: its row could not be reached for a look or a heartbeat")]
    private static partial void LogMissed(ILogger logger, string key, Exception error);
}
