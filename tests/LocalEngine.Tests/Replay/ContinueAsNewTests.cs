using Microsoft.DurableTask;
using ServerlessTraining.LocalEngine.History;
using static ServerlessTraining.LocalEngine.Tests.Replay.Simulator;

namespace ServerlessTraining.LocalEngine.Tests.Replay;

public sealed class ContinueAsNewTests
{
    [Fact]
    public void ContinueAsNew_CarriesItsInputAndForgetsTheStatus()
    {
        Simulator hub = new(
            async context =>
            {
                int generation = context.GetInput<int>();
                if (generation == 1) context.SetCustomStatus("set in generation 1");
                await context.CallActivityAsync("Tick");
                if (generation < 3) context.ContinueAsNew(generation + 1);
                return $"generation {generation}";
            },
            input: 1);
        hub.Step();
        hub.Step(Done(0, null));
        Assert.Equal("\"set in generation 1\"", hub.Last.CustomStatus);
        Assert.Equal([new TaskScheduled(hub.Now, 0, "Tick", null)], hub.StepAsNew().Actions);
        hub.Step(Done(0, null));
        hub.StepAsNew();
        hub.Step(Done(0, null));

        Assert.Equal("\"generation 3\"", hub.Output);
        Assert.Null(hub.Last.CustomStatus);
    }

    [Theory]
    [InlineData(true, "i1 i2 i3 late")]
    [InlineData(false, "i1 late")]
    public void ContinueAsNew_EventsThatNobodyTook_AreCarriedOnlyWhenPreserved(bool preserve, string seen)
    {
        Simulator hub = new(Drain(preserve), input: "");
        hub.Step(Raised("Item", "i1"), Raised("Item", "i2"), Raised("ITEM", "i3"));
        hub.Step(Raised("Open", "x"));
        while (hub.Last.End is ExecutionContinuedAsNew) hub.StepAsNew();
        hub.Step(Raised("Item", "late"));

        Assert.EndsWith(seen, Assert.IsType<ExecutionContinuedAsNew>(hub.Last.End).Input!.Trim('"'), StringComparison.Ordinal);
    }

    /// <summary>What arrives after the call is for the next execution either way: TaskOrchestrationContext.HandleEventRaisedEvent of Azure/durabletask.</summary>
    [Fact]
    public void ContinueAsNew_EventsAfterTheCall_AreCarriedEvenWhenNotPreserved()
    {
        Simulator hub = new(context =>
        {
            _ = context.WaitForExternalEvent<string>("Go");
            context.ContinueAsNew(null, preserveUnprocessedEvents: false);
            return Task.FromResult<object?>(null);
        });
        hub.Step(Raised("Go", "after"));

        Assert.Equal("\"after\"", Assert.Single(Assert.IsType<ExecutionContinuedAsNew>(hub.Last.End).Carried).Input);
    }

    [Fact]
    public void ContinueAsNew_WithWorkPending_EndsOnlyWhenThatIsDone()
    {
        Simulator hub = new(context =>
        {
            _ = context.CallActivityAsync("Slow");
            context.ContinueAsNew(7);
            return Task.FromResult<object?>(null);
        });
        Assert.Equal([0], hub.Step().Pending);
        hub.Step(Done(0, null));

        Assert.Equal("7", Assert.IsType<ExecutionContinuedAsNew>(hub.Last.End).Input);
        Assert.Empty(hub.Last.Pending);
    }

    [Fact]
    public void ContinueAsNew_ThenAnException_Fails()
    {
        Simulator hub = new(context =>
        {
            context.ContinueAsNew(1);
            throw new NotSupportedException("no");
        });
        hub.Step();

        Assert.Equal("failed: System.NotSupportedException: no", hub.Output);
    }

    private static OrchestratorBody Drain(bool preserve) => async context =>
    {
        string seen = context.GetInput<string>() ?? "";
        if (seen.Length == 0) await context.WaitForExternalEvent<string>("Open");
        context.ContinueAsNew($"{seen} {await context.WaitForExternalEvent<string>("Item")}", preserve);
        return null;
    };
}
