using Microsoft.DurableTask;
using ServerlessTraining.LocalEngine.History;
using static ServerlessTraining.LocalEngine.Tests.Replay.Simulator;

namespace ServerlessTraining.LocalEngine.Tests.Replay;

public sealed class TimerTests
{
    [Fact]
    public void CreateTimer_InThePast_IsStillATimer()
    {
        Simulator hub = new(async context =>
        {
            await context.CreateTimer(context.CurrentUtcDateTime.AddMinutes(-5), CancellationToken.None);
            return "fired";
        });

        Assert.Equal(new TimerCreated(Start, 0, Start.AddMinutes(-5)), Assert.Single(hub.Step().Actions));
        hub.Step(Fired(0));
        Assert.Equal("\"fired\"", hub.Output);
    }

    [Fact]
    public void CreateTimer_Cancelled_ThrowsTaskCanceledAndIsReportedOnce()
    {
        Simulator hub = new(async context =>
        {
            using CancellationTokenSource stop = new();
            Task timer = context.CreateTimer(TimeSpan.FromHours(1), stop.Token);
            await context.CallActivityAsync("Work");
            stop.Cancel();
            string thrown = (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => timer)).GetType().Name;
            await context.CallActivityAsync("More");
            return $"{thrown} {timer.Status}";
        });
        hub.Step();

        Assert.Equal([0], hub.Step(Done(1, null)).CancelledTimers);
        Assert.Equal([2], hub.Last.Pending);
        Assert.Empty(hub.Step(Done(2, null)).CancelledTimers);
        Assert.Equal("\"TaskCanceledException Canceled\"", hub.Output);
    }

    [Fact]
    public void CreateTimer_FiredAfterItWasCancelled_IsDropped()
    {
        Simulator hub = new(async context =>
        {
            using CancellationTokenSource stop = new();
            Task timer = context.CreateTimer(TimeSpan.FromHours(1), stop.Token);
            await context.CallActivityAsync("Work");
            stop.Cancel();
            await context.CallActivityAsync("More");
            return timer.Status.ToString();
        });
        hub.Step();
        hub.Step(Done(1, null), Fired(0));
        hub.Step(Done(2, null));

        Assert.Equal("\"Canceled\"", hub.Output);
    }

    [Fact]
    public void CreateTimer_GivenUpInTheTurnThatMadeIt_IsInBothLists()
    {
        Simulator hub = new(context =>
        {
            using CancellationTokenSource stop = new();
            _ = context.CreateTimer(TimeSpan.FromHours(1), stop.Token);
            stop.Cancel();
            return Task.FromResult<object?>("over");
        });
        hub.Step();

        Assert.Single(hub.Last.Actions);
        Assert.Equal([0], hub.Last.CancelledTimers);
        Assert.Equal("\"over\"", hub.Output);
    }

    [Fact]
    public void WhenAny_TimerAndEvent_EndsWithTheOneThatCameFirst()
    {
        static OrchestratorBody Race() => async context =>
        {
            using CancellationTokenSource stop = new();
            Task<string> go = context.WaitForExternalEvent<string>("Go");
            Task timer = context.CreateTimer(TimeSpan.FromSeconds(1), stop.Token);
            if (await Task.WhenAny(go, timer) == timer) return "timer";
            stop.Cancel();
            return "event " + await go;
        };
        Simulator timed = new(Race()), raised = new(Race());
        timed.Step();
        timed.Step(Fired(0));
        raised.Step();
        raised.Step(Raised("Go", "quick"), Fired(0));

        Assert.Equal(("\"timer\"", "\"event quick\""), (timed.Output, raised.Output));
    }

    /// <summary>Visible in the ids of what follows: DurableTaskWorkerOptions.MaximumTimerInterval of microsoft/durabletask-dotnet.</summary>
    [Fact]
    public void CreateTimer_OfAWeek_IsThreeTimersInARow()
    {
        Simulator hub = new(async context =>
        {
            await context.CreateTimer(TimeSpan.FromDays(7), CancellationToken.None);
            return "a week";
        });
        DateTimeOffset[] due = new DateTimeOffset[3];
        for (int id = 0; id < 3; id++)
        {
            due[id] = Assert.IsType<TimerCreated>(Assert.Single(hub.Step(id == 0 ? [] : [Fired(id - 1)]).Actions)).FireAt;
            hub.Sleep(due[id]);
        }

        hub.Step(Fired(2));
        Assert.Equal(Start.AddDays(7), due[2]);
        Assert.Equal("\"a week\"", hub.Output);
    }
}
