using Microsoft.DurableTask;
using ServerlessTraining.LocalEngine;
using ServerlessTraining.LocalEngine.Replay;
using ServerlessTraining.Orchestration.Studies;
using ServerlessTraining.Orchestration.Tests.Replay;

namespace ServerlessTraining.Orchestration.Tests.Studies;

/// <summary>As <see cref="ReplayTests"/>: another orchestrator of studies is told from the one that was recorded.</summary>
public sealed class StudyReplayTests
{
    [Fact]
    public void Replay_StudyWithItsActivitiesSwapped_NamesBoth() => Assert.Equal(
        "execution 1, turn 1: the history has the activity 'ProposeTrials' at #0, the code does the activity 'EndStudy' at #0.",
        FirstDifference("Study/completed", context => new MutantContext(context, (StudySteps.Propose, StudySteps.End), hasTimers: true)));

    [Fact]
    public void Replay_GenerationWithItsActivitiesSwapped_NamesBoth() => Assert.Equal(
        "execution 1, turn 1: the history has the activity 'PlanStudyRung' at #0, the code does the activity 'JudgeStudyRung' at #0.",
        FirstDifference("StudyGeneration/measured", context => new MutantContext(context, (StudySteps.Plan, StudySteps.Judge), hasTimers: true)));

    private static string? FirstDifference(string history, Func<TaskOrchestrationContext, TaskOrchestrationContext> mutate)
    {
        TaskHubFunctions mutant = new TaskHubFunctions()
            .AddOrchestrator(StudyOrchestrator.Name, async context => await StudyOrchestrator.RunAsync(mutate(context), context.GetInput<StudyRun>()!))
            .AddOrchestrator(
                StudyGenerationOrchestrator.Name, async context => await StudyGenerationOrchestrator.RunAsync(mutate(context), context.GetInput<StudyGeneration>()!));
        return new ReplayCheck(mutant).FirstDifferenceIn(Histories.PathOf(history))?.ToString();
    }
}
