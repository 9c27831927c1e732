using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using ServerlessTraining.Storage.Configuration;

namespace ServerlessTraining.LocalHost.Timers;

/// <summary>
/// Runs one function by its schedule, as the timer extension does (Azure/azure-webjobs-sdk-extensions, Extensions/Timers/Listener/TimerListener.cs): one run at a
/// time, the next reckoned from the start of the last, a run that was missed while the host was down made up for once.
/// </summary>
public sealed class TimerListener : IAsyncDisposable
{
    // Timers take 49 days at most, and they stand still while a laptop sleeps: the clock is looked at this often.
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly string name;
    private readonly TimerSchedule schedule;
    private readonly bool runOnStartup;
    private readonly bool monitored;
    private readonly Func<TimerInfo, CancellationToken, Task> invoke;
    private readonly ITimerStatus store;
    private readonly TimeProvider clock;
    private readonly ILogger logger;
    private readonly CancellationTokenSource stopping = new();
    private TimerStatus status = new(TimerStatus.Never, TimerStatus.Never, TimerStatus.Never);
    private Task loop = Task.CompletedTask;

    public TimerListener(
        string name,
        TimerSchedule schedule,
        bool runOnStartup,
        bool useMonitor,
        Func<TimerInfo, CancellationToken, Task> invoke,
        ITimerStatus store,
        TimeProvider clock,
        ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        ArgumentNullException.ThrowIfNull(clock);
        this.name = name;
        this.schedule = schedule;
        this.runOnStartup = runOnStartup;
        this.invoke = invoke;
        this.store = store;
        this.clock = clock;
        this.logger = logger;
        monitored = useMonitor && !schedule.RunsWithinAMinute(clock.GetUtcNow());
    }

    /// <summary>Reads the kept status; runs come after this has returned. Called once.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        bool pastDue = false;
        status = new TimerStatus(TimerStatus.Never, schedule.NextAfter(now), TimerStatus.Never);
        if (monitored)
        {
            TimerStart start = TimerStart.At(now, schedule, await store.ReadAsync(name, cancellationToken));
            status = start.Status;
            pastDue = start.IsPastDue;
            if (start.MustWrite) await KeepAsync();
        }

        TimerLog.Started(logger, name, schedule.Text, schedule.Zone.Id, status.Next);
        loop = Task.Run(() => LoopAsync(pastDue), CancellationToken.None);
    }

    /// <summary>Cancels a run that goes on, as the extension does, and waits for its end or for <paramref name="cancellationToken"/>.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        try
        {
            await loop.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (!loop.IsCompleted)
        {
            TimerLog.LeftBehind(logger, name);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None);
        stopping.Dispose();
    }

    private async Task LoopAsync(bool pastDue)
    {
        CancellationToken stop = stopping.Token;
        if (pastDue) TimerLog.PastDue(logger, name, status.Next);
        if (pastDue || runOnStartup) await RunAsync(pastDue, stop);
        while (await IsDueAsync(stop)) await RunAsync(pastDue: false, stop);
    }

    /// <returns>False when the listener stops.</returns>
    private async Task<bool> IsDueAsync(CancellationToken stop)
    {
        try
        {
            while (status.Next - clock.GetUtcNow() is var rest && rest > TimeSpan.Zero)
            {
                TimeSpan pause = rest < LongestPause ? TimeSpan.FromMilliseconds(Math.Ceiling(rest.TotalMilliseconds)) : LongestPause;
                await Task.Delay(pause, clock, stop);
            }
        }
        catch (OperationCanceledException)
        {
            // The answer below says it.
        }

        return !stop.IsCancellationRequested;
    }

    private async Task RunAsync(bool pastDue, CancellationToken stop)
    {
        if (stop.IsCancellationRequested) return;
        DateTimeOffset started = clock.GetUtcNow();
        try
        {
            await invoke(new TimerInfo { IsPastDue = pastDue, ScheduleStatus = monitored ? ForFunction(status) : null }, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            TimerLog.Stopped(logger, name);
        }
        catch (Exception error)
        {
            TimerLog.Failed(logger, name, SecretRedactor.Redact(error.ToString()));
        }

        status = new TimerStatus(started, schedule.NextAfter(started), started);
        if (monitored) await KeepAsync();
    }

    private async Task KeepAsync()
    {
        try
        {
            // Also when the listener stops: the run has happened.
            await store.WriteAsync(name, status, CancellationToken.None);
        }
        catch (Exception error)
        {
            TimerLog.NotKept(logger, name, SecretRedactor.Redact(error.Message));
        }
    }

    private ScheduleStatus ForFunction(TimerStatus kept) => new() { Last = Local(kept.Last), Next = Local(kept.Next), LastUpdated = Local(kept.LastUpdated) };

    /// <summary>By the wall clock of the zone, as functions get it in Azure.</summary>
    private DateTime Local(DateTimeOffset time)
    {
        if (time == TimerStatus.Never) return default;
        return schedule.Zone.Equals(TimeZoneInfo.Utc) ? time.UtcDateTime : TimeZoneInfo.ConvertTime(time, schedule.Zone).DateTime;
    }
}
