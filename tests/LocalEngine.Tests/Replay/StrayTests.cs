using Microsoft.DurableTask;
using static ServerlessTraining.LocalEngine.Tests.Replay.Simulator;

namespace ServerlessTraining.LocalEngine.Tests.Replay;

/// <summary>Bodies that await what is not their context's.</summary>
public sealed class StrayTests
{
    private const string Told = "failed: System.InvalidOperationException: The orchestrator 'Main' awaited something that its context did not give it "
        + "(Task.Delay, Task.Run, I/O, ConfigureAwait(false), CancelAsync, or a task that nothing completes), so it cannot be replayed. "
        + "Move that work into an activity; to wait, use the context's CreateTimer.";

    [Fact]
    public void Run_BodyWithNothingElseOpen_FailsInThatTurn()
    {
        TaskCompletionSource never = new();
        Simulator hub = new(async context =>
        {
            await context.CallActivityAsync("A");
            await never.Task;
            return await context.CallActivityAsync<int>("B");
        });
        hub.Step();
        Assert.Null(hub.Last.End);
        hub.Step(Done(0, null));

        Assert.Equal(Told, hub.Output);
    }

    [Fact]
    public async Task Run_BodyWithAStandingWait_IsToldAfterTheTurnAndFailsInTheNext()
    {
        TaskCompletionSource outside = new(TaskCreationOptions.RunContinuationsAsynchronously);
        bool went = false;
        Simulator hub = new(async context =>
        {
            _ = context.WaitForExternalEvent<string>("Cancel");
            await outside.Task;
            went = true;
            return null;
        });
        hub.Step();
        Assert.Null(hub.Last.End);
        outside.SetResult();

        Assert.Equal(Instance, await hub.Stray.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        Assert.False(went);
        hub.Step();
        Assert.Equal(Told, hub.Output);
    }

    [Fact]
    public async Task Run_ContextUsedOnAnotherThread_ThrowsThereAndFailsTheInstance()
    {
        TaskCompletionSource outside = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource<Exception> thrown = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Simulator hub = new(async context =>
        {
            _ = context.WaitForExternalEvent<string>("Cancel");
            await outside.Task.ConfigureAwait(false);
            thrown.SetResult(Assert.Throws<InvalidOperationException>(() => { _ = context.CallActivityAsync("A"); }));
            return null;
        });
        hub.Step();
        outside.SetResult();

        Assert.EndsWith((await thrown.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)).Message, Told, StringComparison.Ordinal);
        hub.Step();
        Assert.Equal(Told, hub.Output);
    }

    [Fact]
    public void Run_BodyThatComesBackDuringTheTurn_FailsInThatTurn()
    {
        using SemaphoreSlim back = new(0);
        Simulator hub = new(context =>
        {
            _ = context.CallActivityAsync("A");
            Thread other = new(() =>
            {
                Assert.Throws<InvalidOperationException>(() => context.NewGuid());
                back.Release();
            });
            other.Start();
            back.Wait(TestContext.Current.CancellationToken);
            return Task.FromResult<object?>("as if nothing had happened");
        });
        hub.Step();

        Assert.Equal(Told, hub.Output);
        Assert.Empty(hub.Last.Actions);
    }

    [Fact]
    public void Run_BodiesLeftBetweenTurns_LeaveNoTokensBehind()
    {
        using CancellationTokenSource process = new();
        WeakReference[] contexts = new WeakReference[20];
        int runs = 0;
        Simulator hub = new(async context =>
        {
            contexts[runs++ % contexts.Length] = new WeakReference(context);
            _ = context.WaitForExternalEvent<string>("Go", process.Token);
            await context.CreateTimer(TimeSpan.FromHours(1), process.Token);
            return null;
        });
        for (int i = 0; i < contexts.Length; i++) hub.Step();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        // The last one may still be on the stack of this test.
        Assert.InRange(contexts.Count(context => context.IsAlive), 0, 1);
    }

    [Fact]
    public void Run_FailuresThatTheBodyForgot_AreNoUnobservedExceptions()
    {
        const string mark = "forgotten in the body of a test";
        int unobserved = 0;
        void Count(object? sender, UnobservedTaskExceptionEventArgs args)
        {
            if (args.Exception.ToString().Contains(mark, StringComparison.Ordinal)) Interlocked.Increment(ref unobserved);
        }

        TaskScheduler.UnobservedTaskException += Count;
        try
        {
            for (int i = 0; i < 10; i++) Forget(mark);
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= Count;
        }

        Assert.Equal(0, unobserved);
    }

    [Fact]
    public void Run_AfterATurn_GivesTheThreadItsOldContextBack()
    {
        SynchronizationContext? before = SynchronizationContext.Current;
        Simulator hub = new(async context => await context.CallActivityAsync<int>("A"));
        hub.Step();

        Assert.Same(before, SynchronizationContext.Current);
    }

    private static void Forget(string message)
    {
        Simulator hub = new(async context =>
        {
            _ = context.CallActivityAsync("A");
            _ = context.CallActivityAsync("B", options: TaskOptions.FromRetryHandler(_ => false));
            await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            return null;
        });
        hub.Step();
        hub.Step(Failed(0, new InvalidOperationException(message)), Failed(1, new InvalidOperationException(message)));
    }
}
