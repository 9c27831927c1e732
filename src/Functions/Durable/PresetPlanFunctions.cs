using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using ServerlessTraining.Orchestration.Presets.Generation;

namespace ServerlessTraining.Functions.Durable;

/// <summary>The triggers of plans and of the presets that they make.</summary>
public sealed class PresetPlanFunctions(PresetActivities activities)
{
    [Function(PlanOrchestrator.Name)]
    public static Task RunPlanAsync([OrchestrationTrigger] TaskOrchestrationContext context, PlanRun run) => PlanOrchestrator.RunAsync(context, run);

    [Function(PresetOrchestrator.Name)]
    public static Task<PresetEnd> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, PresetRun run) => PresetOrchestrator.RunAsync(context, run);

    [Function(PresetSteps.BeginPlan)]
    public Task BeginPlanAsync([ActivityTrigger] string planId, CancellationToken cancellationToken) => activities.BeginPlanAsync(planId, cancellationToken);

    [Function(PresetSteps.EndPlan)]
    public Task EndPlanAsync([ActivityTrigger] string planId, CancellationToken cancellationToken) => activities.EndPlanAsync(planId, cancellationToken);

    [Function(PresetSteps.Begin)]
    public Task<PresetBegun> BeginAsync([ActivityTrigger] PresetRun run, CancellationToken cancellationToken) => activities.BeginAsync(run, cancellationToken);

    [Function(PresetSteps.PlanHeldOut)]
    public Task<HeldOutPlan> PlanHeldOutAsync([ActivityTrigger] PresetRun run, CancellationToken cancellationToken) => activities.PlanHeldOutAsync(run, cancellationToken);

    [Function(PresetSteps.Judge)]
    public Task<HeldOutJudged> JudgeAsync([ActivityTrigger] HeldOutAnswer answer, CancellationToken cancellationToken) => activities.JudgeAsync(answer, cancellationToken);

    [Function(PresetSteps.Publish)]
    public Task<PresetEnd> PublishAsync([ActivityTrigger] PresetRun run, CancellationToken cancellationToken) => activities.PublishAsync(run, cancellationToken);

    [Function(PresetSteps.End)]
    public Task EndAsync([ActivityTrigger] PresetEnd end, CancellationToken cancellationToken) => activities.EndAsync(end, cancellationToken);
}
