using Microsoft.DurableTask;
using ServerlessTraining.LocalEngine;
using ServerlessTraining.LocalEngine.Replay;
using ServerlessTraining.Orchestration.Jobs;
using ServerlessTraining.Orchestration.Tests.Replay;

namespace ServerlessTraining.Orchestration.Tests.Jobs;

/// <summary>As <see cref="ReplayTests"/>: another orchestrator of jobs is told from the one that was recorded.</summary>
public sealed class JobReplayTests
{
    private static readonly (string, string) None = ("", "");

    [Fact]
    public void Replay_TwoStageWithItsActivitiesSwapped_NamesBoth() => Assert.Equal(
        "execution 1, turn 1: the history has the activity 'PlanJobStage' at #0, the code does the activity 'JudgeJobStage' at #0.",
        FirstDifference("approved", context => new MutantContext(context, (JobSteps.Plan, JobSteps.Judge), hasTimers: true)));

    [Fact]
    public void Replay_TwoStageWithoutItsTimer_NamesTheTimer() => Assert.Contains(
        "the history has a timer", FirstDifference("approved", context => new MutantContext(context, None, hasTimers: false)), StringComparison.Ordinal);

    [Theory]
    [InlineData("approved")]
    [InlineData("cancelled-in-full")]
    public void Replay_TwoStageUnchanged_HasNoDifference(string history) =>
        Assert.Null(FirstDifference(history, context => new MutantContext(context, None, hasTimers: true)));

    private static string? FirstDifference(string history, Func<TaskOrchestrationContext, TaskOrchestrationContext> mutate)
    {
        TaskHubFunctions mutant = new TaskHubFunctions()
            .AddOrchestrator(TwoStageOrchestrator.Name, async context => await TwoStageOrchestrator.RunAsync(mutate(context), context.GetInput<JobRun>()!));
        return new ReplayCheck(mutant).FirstDifferenceIn(Histories.PathOf($"{TwoStageOrchestrator.Name}/{history}"))?.ToString();
    }
}
