using Microsoft.DurableTask;
using ServerlessTraining.LocalEngine.History;
using static ServerlessTraining.LocalEngine.Tests.Replay.Simulator;

namespace ServerlessTraining.LocalEngine.Tests.Replay;

public sealed class ExternalEventTests
{
    [Fact]
    public void Wait_NameInAnotherCase_IsTaken()
    {
        Simulator hub = new(async context => await context.WaitForExternalEvent<string>("Go"));
        hub.Step();
        hub.Step(Raised("gO", "x"));

        Assert.Equal("\"x\"", hub.Output);
    }

    [Fact]
    public void Wait_EventsBeforeIt_AreTakenFirstInFirstOut()
    {
        Simulator hub = new(async context =>
        {
            await context.WaitForExternalEvent<string>("Open");
            List<int> seen = [];
            for (int i = 0; i < 3; i++) seen.Add(await context.WaitForExternalEvent<int>("Item"));
            return seen;
        });
        hub.Step(Raised("Item", 1), Raised("item", 2));
        hub.Step(Raised("Open", "x"), Raised("Item", 3));

        Assert.Equal("[1,2,3]", hub.Output);
    }

    [Fact]
    public void Wait_TwoWaitersOfOneName_TheLatestGetsTheFirstEvent()
    {
        Simulator hub = new(async context =>
        {
            Task<string> first = context.WaitForExternalEvent<string>("Go"), second = context.WaitForExternalEvent<string>("Go");
            string who = await Task.WhenAny(first, second) == first ? "first" : "second";
            return $"{who} {await first} {await second}";
        });
        hub.Step();
        hub.Step(Raised("Go", "A"));
        hub.Step(Raised("Go", "B"));

        Assert.Equal("\"second B A\"", hub.Output);
    }

    [Fact]
    public void Wait_NullPayload_GivesNull()
    {
        Simulator hub = new(async context => await context.WaitForExternalEvent<string?>("Go"));
        hub.Step();
        hub.Step(Raised("Go", null));

        Assert.Null(hub.Output);
    }

    [Fact]
    public void Wait_NullPayloadForANumber_FailsTheInstance()
    {
        Simulator hub = new(async context => await context.WaitForExternalEvent<int>("Go"));
        hub.Step();
        hub.Step(Raised("Go", null));

        Assert.Contains("it has no payload, and System.Int32 cannot be null.", hub.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Wait_PayloadOfAnotherType_FailsTheInstanceAndTheBodyCannotCatchIt()
    {
        Simulator hub = new(async context =>
        {
            Task pending = context.CallActivityAsync("Slow");
            try
            {
                return await context.WaitForExternalEvent<int>("Go");
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                return "caught " + pending.Status;
            }
        });
        hub.Step();
        hub.Step(Raised("Go", "no number"));

        Assert.StartsWith(
            "The event 'Go' cannot be handed to the orchestrator 'Main': The JSON value could not be converted to System.Int32.",
            hub.Failure.ErrorMessage, StringComparison.Ordinal);
        Assert.Equal("System.Text.Json.JsonException", hub.Failure.InnerFailure?.ErrorType);
        Assert.Empty(hub.Last.Pending);
    }

    [Fact]
    public void Wait_OneNameWithTwoTypes_IsRefused()
    {
        Simulator hub = new(async context =>
        {
            _ = context.WaitForExternalEvent<int>("Go");
            return await context.WaitForExternalEvent<string>("Go");
        });
        hub.Step();

        Assert.Equal(
            "failed: System.ArgumentException: The event 'Go' is waited for as System.Int32 already and cannot be waited for as System.String as well. Use one type for a name.",
            hub.Output);
    }

    [Fact]
    public void WaitWithTimeout_TimerFirst_ThrowsTaskCanceled()
    {
        Simulator hub = new(async context =>
        {
            Task<int> wait = context.WaitForExternalEvent<int>("Go", TimeSpan.FromSeconds(1), CancellationToken.None);
            return (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait)).GetType().Name;
        });
        hub.Step();
        hub.Step(Fired(0));

        Assert.Equal("\"TaskCanceledException\"", hub.Output);
    }

    [Fact]
    public void WaitWithTimeout_EventFirst_GivesUpTheTimer()
    {
        Simulator hub = new(async context => await context.WaitForExternalEvent<string>("Go", TimeSpan.FromHours(1)));
        Assert.Equal([0], hub.Step().Pending);
        hub.Step(Raised("Go", "in time"));

        Assert.Equal([0], hub.Last.CancelledTimers);
        Assert.Empty(hub.Last.Pending);
        Assert.Equal("\"in time\"", hub.Output);
    }

    [Fact]
    public void Wait_AfterACancelledOne_GetsTheNextEvent()
    {
        Simulator hub = new(async context =>
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => context.WaitForExternalEvent<string>("Go", TimeSpan.FromSeconds(1), CancellationToken.None));
            return await context.WaitForExternalEvent<string>("Go");
        });
        hub.Step();
        hub.Step(Fired(0));
        hub.Step(Raised("Go", "second"));

        Assert.Equal("\"second\"", hub.Output);
    }

    /// <summary>A loss of the real framework (TaskOrchestrationContextWrapper, microsoft/durabletask-dotnet 1.25) that orchestrators must be written for.</summary>
    [Fact]
    public void Raise_WhileOnlyACancelledWaitIsThere_LosesTheEventAsInAzure()
    {
        Simulator hub = new(async context =>
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => context.WaitForExternalEvent<string>("Go", TimeSpan.FromSeconds(1), CancellationToken.None));
            await context.CallActivityAsync("Work");
            return await context.WaitForExternalEvent<string>("Go");
        });
        hub.Step();
        hub.Step(Fired(0));
        hub.Step(Raised("Go", "lost"), Done(1, null));
        Assert.Null(hub.Last.End);
        hub.Step(Raised("Go", "taken"));

        Assert.Equal("\"taken\"", hub.Output);
    }

    [Fact]
    public void SendEvent_ToAnotherInstance_IsAnActionThatNobodyWaitsFor()
    {
        Simulator hub = new(async context =>
        {
            context.SendEvent("other", "Go", "hello");
            return await context.CallActivityAsync<string>("Echo");
        });
        hub.Step();

        Assert.Equal(new EventSent(Start, 0, "other", "Go", "\"hello\""), hub.Last.Actions[0]);
        Assert.Equal([1], hub.Last.Pending);
    }

    [Fact]
    public void SendEvent_ToNobody_IsRefused()
    {
        Simulator hub = new(context =>
        {
            context.SendEvent(" ", "Go", "x");
            return Task.FromResult<object?>(null);
        });
        hub.Step();

        Assert.StartsWith("System.ArgumentException", hub.Failure.ToString(), StringComparison.Ordinal);
    }
}
