using Microsoft.Azure.Functions.Worker;
using ServerlessTraining.LocalHost.Timers;
using ServerlessTraining.Testing;

namespace ServerlessTraining.LocalHost.Tests.Timers;

/// <summary>The laws of Azure/azure-webjobs-sdk-extensions, Extensions/Timers/Listener/TimerListener.cs and Scheduling/ScheduleMonitor.cs.</summary>
public sealed class TimerListenerTests
{
    private const string Name = "Pull";
    private const string EveryHour = "0 0 * * * *";
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 10, 20, 0, TimeSpan.Zero);
    private readonly ManualTimeProvider clock = new(Start);
    private readonly MemoryTimerStatus store = new();
    private readonly RecordingLogger logger = new();
    private readonly TimerRuns runs;

    public TimerListenerTests() => runs = new TimerRuns(clock);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_Cron_ComesAtItsTimes()
    {
        await using TimerListener timer = await StartAsync(EveryHour);

        Assert.Equal(At(11), (await runs.NextAsync(Token)).At);
        Assert.Equal(At(12), (await runs.NextAsync(Token)).At);
    }

    [Fact]
    public async Task Run_TimeSpan_ComesInItsInterval()
    {
        await using TimerListener timer = await StartAsync("00:07:30");

        Assert.Equal(Start.AddMinutes(7.5), (await runs.NextAsync(Token)).At);
        Assert.Equal(Start.AddMinutes(15), (await runs.NextAsync(Token)).At);
    }

    [Fact]
    public async Task Run_Always_CarriesLastAndNext()
    {
        await using TimerListener timer = await StartAsync(EveryHour);

        TimerInfo first = (await runs.NextAsync(Token)).Info;
        TimerInfo second = (await runs.NextAsync(Token)).Info;

        Assert.Equal((default, At(11).UtcDateTime), (first.ScheduleStatus!.Last, first.ScheduleStatus.Next));
        Assert.Equal((At(11).UtcDateTime, At(12).UtcDateTime), (second.ScheduleStatus!.Last, second.ScheduleStatus.Next));
        Assert.False(second.IsPastDue);
    }

    [Fact]
    public async Task Start_FirstTime_KeepsTheNextRunAndRunsNothing()
    {
        await using TimerListener timer = await StartAsync(EveryHour);

        Assert.Equal(new TimerStatus(TimerStatus.Never, At(11), Start), store[Name]);
        Assert.Equal(0, runs.Count);
    }

    [Fact]
    public async Task Start_RunsWereMissed_MakesUpForThemOnceAndSaysSo()
    {
        await using (TimerListener first = await StartAsync(EveryHour)) await runs.NextAsync(Token);
        clock.Advance(TimeSpan.FromHours(5.5));

        await using TimerListener second = await StartAsync(EveryHour);
        (TimerInfo missed, DateTimeOffset at) = await runs.NextAsync(Token);
        (TimerInfo next, DateTimeOffset nextAt) = await runs.NextAsync(Token);

        Assert.Equal((true, At(16).AddMinutes(30)), (missed.IsPastDue, at));
        Assert.Equal((At(11).UtcDateTime, At(12).UtcDateTime), (missed.ScheduleStatus!.Last, missed.ScheduleStatus.Next));
        Assert.Equal((false, At(17)), (next.IsPastDue, nextAt));
    }

    [Fact]
    public async Task Start_AfterTheCatchUp_DoesNotCatchUpAgain()
    {
        await using (TimerListener first = await StartAsync(EveryHour)) await runs.NextAsync(Token);
        clock.Advance(TimeSpan.FromHours(5.5));
        await using (TimerListener second = await StartAsync(EveryHour)) await runs.NextAsync(Token);

        await using TimerListener third = await StartAsync(EveryHour);

        Assert.False((await runs.NextAsync(Token)).Info.IsPastDue);
        Assert.Equal(3, runs.Count);
    }

    [Fact]
    public async Task Start_NothingWasMissed_WaitsForTheKeptTime()
    {
        await using (TimerListener first = await StartAsync("02:00:00")) await runs.NextAsync(Token);
        clock.Advance(TimeSpan.FromMinutes(30));

        await using TimerListener second = await StartAsync("02:00:00");
        (TimerInfo info, DateTimeOffset at) = await runs.NextAsync(Token);

        Assert.Equal((false, Start.AddHours(4)), (info.IsPastDue, at));
    }

    [Fact]
    public async Task Start_NotMonitored_CatchesNothingUpAndKeepsNothing()
    {
        await using (TimerListener first = await StartAsync(EveryHour, useMonitor: false)) await runs.NextAsync(Token);
        clock.Advance(TimeSpan.FromHours(5.5));

        await using TimerListener second = await StartAsync(EveryHour, useMonitor: false);
        (TimerInfo info, DateTimeOffset at) = await runs.NextAsync(Token);

        Assert.Equal((false, At(17)), (info.IsPastDue, at));
        Assert.Null(info.ScheduleStatus);
        Assert.Equal(0, store.Writes);
    }

    [Theory]
    [InlineData("*/10 * * * * *")]
    [InlineData("00:00:59")]
    public async Task Start_OftenerThanAMinute_IsNotMonitored(string schedule)
    {
        await using TimerListener timer = await StartAsync(schedule);

        Assert.Null((await runs.NextAsync(Token)).Info.ScheduleStatus);
        Assert.Equal(0, store.Writes);
    }

    [Theory]
    [InlineData("0 * * * * *")]
    [InlineData("00:01:00")]
    [InlineData("*/10 0 * * * *")]
    public async Task Start_EveryMinuteOrLess_IsMonitored(string schedule)
    {
        await using TimerListener timer = await StartAsync(schedule);

        Assert.NotNull((await runs.NextAsync(Token)).Info.ScheduleStatus);
    }

    [Fact]
    public async Task Start_ScheduleWasChanged_IsNotPastDueByTheNewOne()
    {
        await using (TimerListener first = await StartAsync(EveryHour)) await runs.NextAsync(Token);
        clock.Advance(TimeSpan.FromMinutes(30));

        await using TimerListener second = await StartAsync("0 15 * * * *");

        Assert.Equal(new TimerStatus(TimerStatus.Never, At(12).AddMinutes(15), clock.GetUtcNow()), store[Name]);
        Assert.Equal((false, At(12).AddMinutes(15)), Pair(await runs.NextAsync(Token)));
    }

    [Fact]
    public async Task Start_ScheduleWasChangedToALaterTime_CountsFromTheLastRun()
    {
        await using (TimerListener first = await StartAsync("01:00:00")) await runs.NextAsync(Token);
        clock.Advance(TimeSpan.FromMinutes(30));

        await using TimerListener second = await StartAsync("03:00:00");

        Assert.Equal((false, Start.AddHours(4)), Pair(await runs.NextAsync(Token)));
    }

    [Fact]
    public async Task Start_RunOnStartup_RunsAtOnceAndThenByTheSchedule()
    {
        await using TimerListener timer = await StartAsync(EveryHour, runOnStartup: true);

        Assert.Equal((false, Start), Pair(await runs.NextAsync(Token)));
        Assert.Equal((false, At(11)), Pair(await runs.NextAsync(Token)));
    }

    [Fact]
    public async Task Run_LongerThanTheInterval_NeverOverlapsAndFollowsAtOnce()
    {
        TaskCompletionSource gate = new();
        runs.Body = _ => gate.Task;
        await using TimerListener timer = await StartAsync(EveryHour);
        await runs.NextAsync(Token);

        clock.Advance(TimeSpan.FromHours(3.25));
        Assert.Equal(1, runs.Count);
        gate.SetResult();

        Assert.Equal(At(14).AddMinutes(15), (await runs.NextAsync(Token)).At);
        Assert.Equal(At(15), (await runs.NextAsync(Token)).At);
    }

    [Fact]
    public async Task Run_Fails_IsLoggedWithoutKeysAndTheNextComes()
    {
        runs.Body = _ => throw new InvalidOperationException("boom AccountKey=c2VjcmV0");
        await using TimerListener timer = await StartAsync(EveryHour);

        await runs.NextAsync(Token);

        Assert.Equal(At(12), (await runs.NextAsync(Token)).At);
        Assert.Contains(logger.Lines, line => line.Event == 4103 && line.Text.Contains("boom", StringComparison.Ordinal));
        Assert.DoesNotContain(logger.Lines, line => line.Text.Contains("c2VjcmV0", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_StatusCannotBeKept_TheNextComes()
    {
        await using TimerListener timer = await StartAsync(EveryHour);
        store.Fails = true;

        await runs.NextAsync(Token);

        Assert.Equal(At(12), (await runs.NextAsync(Token)).At);
        Assert.Contains(logger.Lines, line => line.Event == 4104 && !line.Text.Contains("c2VjcmV0", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_IntervalLongerThanTimersTake_ComesAtItsTime()
    {
        await using TimerListener timer = await StartAsync("60.00:00:00");

        Assert.Equal(Start.AddDays(60), (await runs.NextAsync(Token)).At);
    }

    [Fact]
    public async Task Run_MachineSleptPastTheTime_ComesWithinAMinuteOfWaking()
    {
        await using TimerListener timer = await StartAsync("12:00:00");
        await clock.WhenAnyTimerAsync(Token);

        clock.Jump(TimeSpan.FromHours(20));

        Assert.InRange((await runs.NextAsync(Token)).At, Start.AddHours(20), Start.AddHours(20).AddMinutes(1));
    }

    [Fact]
    public async Task Stop_BetweenRuns_RunsNoMore()
    {
        TimerListener timer = await StartAsync(EveryHour);
        await clock.WhenAnyTimerAsync(Token);

        await timer.StopAsync(Token);
        clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(0, runs.Count);
        await timer.DisposeAsync();
    }

    [Fact]
    public async Task Stop_InARun_CancelsItAndWaitsForItsEnd()
    {
        TaskCompletionSource end = new();
        TaskCompletionSource cancelled = new();
        runs.Body = async token =>
        {
            await using CancellationTokenRegistration registered = token.Register(cancelled.SetResult);
            await end.Task;
            token.ThrowIfCancellationRequested();
        };
        await using TimerListener timer = await StartAsync(EveryHour);
        await runs.NextAsync(Token);

        Task stop = timer.StopAsync(Token);
        await cancelled.Task.WaitAsync(Token);
        Assert.False(stop.IsCompleted);
        end.SetResult();
        await stop.WaitAsync(Token);

        Assert.Equal(At(11), store[Name]!.Last);
        Assert.Contains(logger.Lines, line => line.Event == 4107);
    }

    private static DateTimeOffset At(int hour) => new(2026, 3, 1, hour, 0, 0, TimeSpan.Zero);

    private static (bool IsPastDue, DateTimeOffset At) Pair((TimerInfo Info, DateTimeOffset At) run) => (run.Info.IsPastDue, run.At);

    private async Task<TimerListener> StartAsync(string schedule, bool runOnStartup = false, bool useMonitor = true)
    {
        TimerListener timer = new(Name, TimerSchedule.Parse(schedule, TimeZoneInfo.Utc), runOnStartup, useMonitor, runs.RunAsync, store, clock, logger);
        await timer.StartAsync(Token);
        return timer;
    }
}
