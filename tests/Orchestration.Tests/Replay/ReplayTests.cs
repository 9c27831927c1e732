using Microsoft.DurableTask;
using ServerlessTraining.LocalEngine;
using ServerlessTraining.LocalEngine.History;
using ServerlessTraining.LocalEngine.Replay;
using ServerlessTraining.Orchestration.Folds;

namespace ServerlessTraining.Orchestration.Tests.Replay;

/// <summary>The orchestrators as they are now must be able to go on with every instance that was recorded. RecordingTests says how a history is recorded.</summary>
public sealed class ReplayTests
{
    private const int LeastHistories = 3;
    private static readonly (string, string) None = ("", "");

    public static TheoryData<string> Recorded => [.. Histories.All];

    [Theory]
    [MemberData(nameof(Recorded))]
    public void Replay_RecordedHistory_HasNoDifferenceAfterAnyTurn(string history) =>
        Assert.Null(new ReplayCheck(ProductFunctions.ForReplay()).FirstDifferenceIn(Histories.PathOf(history)));

    [Fact]
    public void Histories_OfEveryOrchestrator_AreThreeOrMore() => Assert.All(
        ProductFunctions.Found.Orchestrators.Select(orchestrator => orchestrator.Name),
        name => Assert.InRange(Histories.All.Count(history => Histories.OrchestratorOf(history) == name), LeastHistories, int.MaxValue));

    [Theory]
    [MemberData(nameof(Recorded))]
    public void History_OfAFolder_IsOfItsOrchestratorAndHasEnded(string history)
    {
        using StreamReader lines = new(Histories.PathOf(history));
        RecordedHistory recorded = RecordedHistory.Read(lines);

        Assert.Equal(Histories.OrchestratorOf(history), recorded.Executions[0].OfType<ExecutionStarted>().Single().Name);
        Assert.IsType<ExecutionCompleted>(recorded.Executions[^1][^1]);
    }

    [Fact]
    public void Replay_FoldSetWithItsActivitiesSwapped_NamesBoth() => Assert.Equal(
        "execution 1, turn 1: the history has the activity 'DispatchFolds' at #0, the code does the activity 'ReviewFolds' at #0.",
        FirstDifference(context => new MutantContext(context, (FoldActivities.Dispatch, FoldActivities.Review), hasTimers: true)));

    [Fact]
    public void Replay_FoldSetWithoutItsTimer_NamesTheTimerAndWhatTheCodeDoes() => Assert.Equal(
        "execution 1, turn 2: the history has a timer at #1, the code does nothing more.",
        FirstDifference(context => new MutantContext(context, None, hasTimers: false)));

    [Fact]
    public void Replay_FoldSetUnchanged_HasNoDifference() => Assert.Null(FirstDifference(context => new MutantContext(context, None, hasTimers: true)));

    private static string? FirstDifference(Func<TaskOrchestrationContext, TaskOrchestrationContext> mutate)
    {
        TaskHubFunctions mutant = new TaskHubFunctions()
            .AddOrchestrator(FoldSetOrchestrator.Name, async context => await FoldSetOrchestrator.RunAsync(mutate(context), context.GetInput<FoldSet>()!));
        return new ReplayCheck(mutant).FirstDifferenceIn(Histories.PathOf($"{FoldSetOrchestrator.Name}/all-trained"))?.ToString();
    }
}
