using Microsoft.DurableTask;
using Microsoft.Extensions.Logging.Abstractions;
using ServerlessTraining.LocalEngine.History;
using ServerlessTraining.LocalEngine.Replay;
using static ServerlessTraining.LocalEngine.Tests.Replay.Simulator;

namespace ServerlessTraining.LocalEngine.Tests.Replay;

public sealed class NonDeterminismTests
{
    private const string Head = "Non-Deterministic workflow detected: ";
    private const string Advice = " Was the orchestrator changed while this instance was running, or does it use a clock, a guid, a random number or I/O of its own?";

    [Fact]
    public void Run_AnotherNameAtAnId_NamesBoth() => Assert.Equal(
        "the history has the activity 'A' at #0, but the code scheduled the activity 'B' there.",
        Replay(context => context.CallActivityAsync("B"), new TaskScheduled(default, 0, "A", null)));

    [Fact]
    public void Run_AnotherKindAtAnId_NamesBoth() => Assert.Equal(
        "the history has the sub-orchestration 'A' at #0, but the code scheduled a timer there.",
        Replay(context => context.CreateTimer(TimeSpan.Zero, CancellationToken.None), new ChildCreated(default, 0, "A", "i", "", null)));

    [Fact]
    public void Run_AnActionThatTheCodeDoesNotTake_NamesIt() => Assert.Equal(
        "the history has the event 'Go' sent at #1, but the code has not scheduled anything there.",
        Replay(context => context.CallActivityAsync("A"), new TaskScheduled(default, 0, "A", null), new EventSent(default, 1, "other", "Go", null)));

    [Fact]
    public void Run_AnActionThatTheHistoryDoesNotHave_NamesIt() => Assert.Equal(
        "the code scheduled the activity 'B' at #1, but the history of that turn has nothing there.",
        Replay(context => Task.WhenAll(context.CallActivityAsync("A"), context.CallActivityAsync("B")), new TaskScheduled(default, 0, "A", null)));

    [Fact]
    public void Run_OneActionTwice_NamesIt() => Assert.Equal(
        "the history has the activity 'A' at #0 twice.",
        Replay(context => context.CallActivityAsync("A"), new TaskScheduled(default, 0, "A", null), new TaskScheduled(default, 0, "A", null)));

    [Fact]
    public void Run_ResultOfACallThatWasNeverMade_NamesIt() => Assert.Equal(
        "the history has the result of an activity for #3, but the code has not scheduled anything there.",
        Replay(context => context.CallActivityAsync("A"), new TaskScheduled(default, 0, "A", null), new TaskCompleted(default, 3, null)));

    [Fact]
    public void Run_ResultOfAnotherKind_NamesBoth() => Assert.Equal(
        "the history has a timer that fired for #0, but the code has the activity 'A' there.",
        Replay(context => context.CallActivityAsync("A"), new TaskScheduled(default, 0, "A", null), new TimerFired(default, 0)));

    [Fact]
    public void Run_NameInAnotherCase_Fits()
    {
        Turn turn = Run(context => context.CallActivityAsync("a"), new TaskScheduled(default, 0, "A", null));

        Assert.Null(turn.End);
    }

    [Fact]
    public void Run_TheBodyCatchesEverything_StillFails()
    {
        string text = Replay(
            async context =>
            {
                try
                {
                    await context.CallActivityAsync("B");
                }
                catch (Exception e) when (e is not OutOfMemoryException)
                {
                    await context.CallActivityAsync("A");
                }
            },
            new TaskScheduled(default, 0, "A", null));

        Assert.Contains("'A' at #0, but the code scheduled the activity 'B'", text, StringComparison.Ordinal);
    }

    private static string Replay(Func<TaskOrchestrationContext, Task> body, params HistoryEvent[] recorded)
    {
        Turn turn = Run(body, recorded);
        ExecutionFailed failed = Assert.IsType<ExecutionFailed>(turn.End);
        Assert.Equal(typeof(NonDeterministicOrchestrationException).FullName, failed.Failure.ErrorType);
        Assert.StartsWith(Head, failed.Failure.ErrorMessage, StringComparison.Ordinal);
        Assert.EndsWith(Advice, failed.Failure.ErrorMessage, StringComparison.Ordinal);
        Assert.Empty(turn.Actions);
        Assert.Empty(turn.Pending);
        return failed.Failure.ErrorMessage[Head.Length..^Advice.Length];
    }

    private static Turn Run(Func<TaskOrchestrationContext, Task> body, params HistoryEvent[] recorded)
    {
        TaskHubFunctions functions = new TaskHubFunctions().AddOrchestrator("Main", async context =>
        {
            await body(context);
            return null;
        });
        HistoryEvent[] past = [new ExecutionStarted(Start, "e", "Main", "", null, null), new TurnStarted(Start), .. recorded];
        return new OrchestrationRunner(functions, WorkerDataConverter.Default, NullLoggerFactory.Instance).Run("i", past, [new TurnStarted(Start)]);
    }
}
