using Microsoft.DurableTask;
using ServerlessTraining.LocalEngine.History;
using ServerlessTraining.LocalEngine.Replay;
using static ServerlessTraining.LocalEngine.Tests.Replay.Simulator;

namespace ServerlessTraining.LocalEngine.Tests.Replay;

public sealed class ReplayCheckTests
{
    [Fact]
    public void FirstDifference_TheOrchestratorThatWasRecorded_IsNone() =>
        Assert.Null(Check(Train("Load", "Fit")).FirstDifference(Recorded()));

    [Fact]
    public void FirstDifference_TwoActivitiesSwapped_NamesBoth()
    {
        ReplayDifference? difference = Check(Train("Fit", "Load")).FirstDifference(Recorded());

        Assert.Equal("execution 1, turn 1: the history has the activity 'Load' at #0, the code does the activity 'Fit' at #0.", difference?.ToString());
    }

    [Fact]
    public void FirstDifference_AnActivityLess_SaysThatTheCodeEnds()
    {
        ReplayDifference? difference = Check(async context => await context.CallActivityAsync<string>("Load", context.GetInput<int>())).FirstDifference(Recorded());

        Assert.Equal("execution 1, turn 2: the history has the activity 'Fit' at #1, the code does nothing more.", difference?.ToString());
    }

    [Fact]
    public void FirstDifference_AnActivityMore_NamesIt()
    {
        ReplayDifference? difference = Check(async context =>
        {
            object? output = await Train("Load", "Fit")(context);
            await context.CallActivityAsync("Report");
            return output;
        }).FirstDifference(Recorded());

        Assert.Equal("execution 1, turn 3: the code does the activity 'Report' at #2, the history has nothing more.", difference?.ToString());
    }

    [Fact]
    public void FirstDifference_AGuidOfItsOwn_IsFoundInTheInput()
    {
        Simulator hub = new(async context => await context.CallActivityAsync<string>("Load", Guid.NewGuid()));
        hub.Step();

        Assert.StartsWith(
            "the activity 'Load' at #0 differs: the history has {\"kind\":",
            new ReplayCheck(hub.Functions).FirstDifference(hub.Recorded())?.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void FirstDifference_AnotherOutput_IsFoundUnlessPayloadsAreLeftOut()
    {
        OrchestratorBody changed = async context => await Train("Load", "Fit")(context) + "!";

        Assert.StartsWith("the end differs: ", Check(changed).FirstDifference(Recorded())?.Explanation, StringComparison.Ordinal);
        Assert.Null(new ReplayCheck(new TaskHubFunctions().AddOrchestrator("Main", changed)) { Payloads = false }.FirstDifference(Recorded()));
    }

    [Fact]
    public void FirstDifference_CodeThatFails_SaysWhy() => Assert.Equal(
        "the code fails: System.NotSupportedException: no",
        Check(_ => throw new NotSupportedException("no")).FirstDifference(Recorded())?.Explanation);

    [Fact]
    public void FirstDifference_UnknownOrchestrator_NamesIt() => Assert.Contains(
        "There is no orchestrator 'Main'.", new ReplayCheck(new TaskHubFunctions()).FirstDifference(Recorded())?.Explanation, StringComparison.Ordinal);

    [Fact]
    public void FirstDifference_LaterExecution_IsNumbered()
    {
        Simulator hub = new(Loop("Tick"), input: 1);
        hub.Step();
        hub.Step(Done(0, null));
        hub.StepAsNew();
        hub.Step(Done(0, null));

        Assert.Null(Check(Loop("Tick")).FirstDifference(hub.Recorded()));
        Assert.Equal(
            "execution 2, turn 1: the history has the activity 'Tick' at #0, the code does the activity 'Tock' at #0.",
            Check(Loop("Tock")).FirstDifference(hub.Recorded())?.ToString());

        static OrchestratorBody Loop(string later) => async context =>
        {
            int generation = context.GetInput<int>();
            await context.CallActivityAsync(generation == 1 ? "Tick" : later);
            if (generation < 2) context.ContinueAsNew(generation + 1);
            return null;
        };
    }

    [Fact]
    public void FirstDifference_SuspendedResumedAndTerminated_IsNone()
    {
        Simulator hub = new(async context =>
        {
            await context.CallActivityAsync("A");
            return await context.WaitForExternalEvent<string>("Go", TimeSpan.FromHours(1), CancellationToken.None);
        });
        hub.Step();
        hub.Step(Done(0, null), new ExecutionSuspended(default, null));
        hub.Step(Raised("Gone", 1));
        hub.Step(new ExecutionResumed(default, null));
        hub.Step(new ExecutionTerminated(default, null));

        Assert.Null(new ReplayCheck(hub.Functions).FirstDifference(hub.Recorded()));
    }

    [Fact]
    public void FirstDifferenceIn_AFileOfLines_ReplaysIt()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            using (StreamWriter lines = new(path)) Recorded().Write(lines);

            Assert.Null(Check(Train("Load", "Fit")).FirstDifferenceIn(path));
            Assert.NotNull(Check(Train("Fit", "Load")).FirstDifferenceIn(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static ReplayCheck Check(OrchestratorBody body) => new(new TaskHubFunctions().AddOrchestrator("Main", body));

    private static OrchestratorBody Train(string first, string second) => async context =>
        await context.CallActivityAsync<string>(second, await context.CallActivityAsync<string>(first, context.GetInput<int>()));

    private static RecordedHistory Recorded()
    {
        Simulator hub = new(Train("Load", "Fit"), input: 5);
        hub.Step();
        hub.Step(Done(0, "bars"));
        hub.Step(Done(1, "model"));
        return hub.Recorded();
    }
}
