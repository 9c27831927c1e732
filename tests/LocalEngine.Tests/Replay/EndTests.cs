using Microsoft.DurableTask;
using Microsoft.Extensions.Logging.Abstractions;
using ServerlessTraining.LocalEngine.History;
using ServerlessTraining.LocalEngine.Replay;
using static ServerlessTraining.LocalEngine.Tests.Replay.Simulator;

namespace ServerlessTraining.LocalEngine.Tests.Replay;

public sealed class EndTests
{
    [Fact]
    public void Run_BodyThatReturnsWithWorkPending_EndsWithThatWorkPending()
    {
        Simulator hub = new(context =>
        {
            _ = context.CallActivityAsync("Slow");
            _ = context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            _ = context.WaitForExternalEvent<string>("Never");
            return Task.FromResult<object?>("early");
        });
        hub.Step();

        Assert.Equal([0, 1], hub.Last.Pending);
        Assert.Equal("\"early\"", hub.Output);
        Assert.Empty(hub.Step(Done(0, null), Fired(1)).Pending);
    }

    [Fact]
    public void Run_BodyThatThrowsWithWorkPending_EndsWithThatWorkPending()
    {
        Simulator hub = new(context =>
        {
            _ = context.CallActivityAsync("Slow");
            throw new NotSupportedException("at once", new FormatException("why"));
        });
        hub.Step();

        Assert.Equal([0], hub.Last.Pending);
        Assert.Equal("System.NotSupportedException: at once", hub.Failure.ToString());
        Assert.Equal("System.FormatException: why", hub.Failure.InnerFailure?.ToString());
    }

    [Fact]
    public void Run_BodyThatIsCancelled_Fails()
    {
        Simulator hub = new(async context =>
        {
            using CancellationTokenSource stop = new();
            Task timer = context.CreateTimer(TimeSpan.FromHours(1), stop.Token);
            stop.Cancel();
            await timer;
            return null;
        });
        hub.Step();

        Assert.Equal("System.Threading.Tasks.TaskCanceledException", hub.Failure.ErrorType);
    }

    [Fact]
    public void Run_BodyWithoutResult_HasNoOutput()
    {
        Simulator hub = new(_ => Task.FromResult<object?>(null));
        hub.Step();

        Assert.Null(Assert.IsType<ExecutionCompleted>(hub.Last.End).Output);
    }

    [Fact]
    public void Run_OutputThatCannotBeWritten_Fails()
    {
        Simulator hub = new(_ => Task.FromResult<object?>(typeof(string)));
        hub.Step();

        Assert.Equal("System.NotSupportedException", hub.Failure.ErrorType);
    }

    [Fact]
    public void Run_AsyncVoidThatThrows_FailsTheInstance()
    {
        Simulator hub = new(async context =>
        {
            Forgotten(context);
            await context.CallActivityAsync("A");
            return null;
        });
        hub.Step();
        hub.Step(Done(0, null));

        Assert.Equal("failed: System.NotSupportedException: nobody holds this", hub.Output);

#pragma warning disable CA2007, VSTHRD100, MA0155 // The defect under test.
        static async void Forgotten(TaskOrchestrationContext context)
        {
            await context.CallActivityAsync("B");
            throw new NotSupportedException("nobody holds this");
        }
#pragma warning restore CA2007, VSTHRD100, MA0155
    }

    [Fact]
    public void Run_UnknownOrchestrator_FailsNamingItAndThoseThereAre()
    {
        OrchestrationRunner runner = new(
            new TaskHubFunctions().AddOrchestrator("Known", _ => Task.FromResult<object?>(null)),
            WorkerDataConverter.Default, NullLoggerFactory.Instance);
        Turn turn = runner.Run("i", [new ExecutionStarted(Start, "e", "Missing", "", null, null)], [new TurnStarted(Start)]);

        Assert.Equal("There is no orchestrator 'Missing'. There are: Known.", Assert.IsType<ExecutionFailed>(turn.End).Failure.ErrorMessage);
    }

    [Fact]
    public void Run_WrongInput_IsTheBodysException()
    {
        Simulator hub = new(context => Task.FromResult<object?>(context.GetInput<int>()), input: "seven");
        hub.Step();

        Assert.Equal("System.Text.Json.JsonException", hub.Failure.ErrorType);
    }

    [Fact]
    public void SetCustomStatus_Often_TheLastOfTheTurnCounts()
    {
        Simulator hub = new(async context =>
        {
            context.SetCustomStatus("first");
            context.SetCustomStatus(new { step = 1 });
            await context.WaitForExternalEvent<string>("Next");
            context.SetCustomStatus(null);
            await context.WaitForExternalEvent<string>("Next");
            return null;
        });

        Assert.Equal("{\"step\":1}", hub.Step().CustomStatus);
        Assert.Null(hub.Step(Raised("Next", "a")).CustomStatus);
    }

    [Fact]
    public void Run_WhileSuspended_HoldsEventsUntilResumed()
    {
        Simulator hub = new(async context => await context.WaitForExternalEvent<string>("Go"));
        hub.Step();
        hub.Step(new ExecutionSuspended(default, "pause"));
        hub.Step(Raised("Go", "while suspended"));
        Assert.Null(hub.Last.End);
        hub.Step(new ExecutionResumed(default, "play"));

        Assert.Equal("\"while suspended\"", hub.Output);
    }

    [Fact]
    public void Run_SuspendedInTheTurnThatPlansWork_PlansItWhenResumed()
    {
        Simulator hub = new(async context =>
        {
            await context.CallActivityAsync("A");
            return await context.CallActivityAsync<int>("B");
        });
        hub.Step();
        Assert.Empty(hub.Step(Done(0, null), new ExecutionSuspended(default, null)).Actions);
        Assert.Empty(hub.Step().Actions);

        Assert.Equal(new TaskScheduled(Start.AddSeconds(1), 1, "B", null), Assert.Single(hub.Step(new ExecutionResumed(default, null)).Actions));
        hub.Step(Done(1, 2));
        Assert.Equal("2", hub.Output);
    }

    [Fact]
    public void Run_Terminated_EndsAtOnceWithNothingPending()
    {
        Simulator hub = new(async context => await context.CallActivityAsync<int>("A"));
        hub.Step();
        hub.Step(new ExecutionTerminated(default, "\"over\""));

        Assert.Equal("\"over\"", Assert.IsType<ExecutionTerminated>(hub.Last.End).Output);
        Assert.Empty(hub.Last.Pending);
    }

    [Fact]
    public void Run_WithoutAStart_IsRefused()
    {
        OrchestrationRunner runner = new(new TaskHubFunctions(), WorkerDataConverter.Default, NullLoggerFactory.Instance);

        Assert.Equal("The history of 'i' does not say how it was started.", Assert.Throws<LocalEngineException>(() => runner.Run("i", [], [new TurnStarted(Start)])).Message);
    }
}
