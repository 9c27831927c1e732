using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using ServerlessTraining.Orchestration.Studies;

namespace ServerlessTraining.Functions.Durable;

/// <summary>The triggers of a study.</summary>
public sealed class StudyFunctions(StudyActivities activities)
{
    [Function(StudyOrchestrator.Name)]
    public static Task<StudyEnd> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, StudyRun run) => StudyOrchestrator.RunAsync(context, run);

    [Function(StudyGenerationOrchestrator.Name)]
    public static Task<StudyGenerationEnd> RunGenerationAsync([OrchestrationTrigger] TaskOrchestrationContext context, StudyGeneration generation) =>
        StudyGenerationOrchestrator.RunAsync(context, generation);

    [Function(StudySteps.Propose)]
    public Task<StudyTurn> ProposeAsync([ActivityTrigger] StudyAsk ask, CancellationToken cancellationToken) => activities.ProposeAsync(ask, cancellationToken);

    [Function(StudySteps.Plan)]
    public Task<StudyRungPlan> PlanAsync([ActivityTrigger] StudyRung rung, CancellationToken cancellationToken) => activities.PlanAsync(rung, cancellationToken);

    [Function(StudySteps.Judge)]
    public Task<StudyRungEnd> JudgeAsync([ActivityTrigger] StudyJudgement judgement, CancellationToken cancellationToken) => activities.JudgeAsync(judgement, cancellationToken);

    [Function(StudySteps.End)]
    public Task<StudyEnd> EndAsync([ActivityTrigger] StudyEnd end, CancellationToken cancellationToken) => activities.EndAsync(end, cancellationToken);
}
