using Microsoft.DurableTask;
using ServerlessTraining.Orchestration.Folds;

namespace ServerlessTraining.Orchestration.Studies;

/// <summary>Has a generation of trials measured, rung by rung: a fold of every trial that is still in, then the judgement who goes on. A wish to cancel gives up the folds that
/// are being trained.</summary>
public static class StudyGenerationOrchestrator
{
    public const string Name = "StudyGeneration";

    public static async Task<StudyGenerationEnd> RunAsync(TaskOrchestrationContext context, StudyGeneration generation)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(generation);
        Task cancel = context.WaitForExternalEvent<object?>(StudyOrchestrator.CancelEvent);
        StudyGenerationEnd cancelled = new(StudyOrchestrator.Cancelled(generation.StudyId));
        for (int number = 1; number <= generation.Rungs; number++)
        {
            StudyRung rung = new(generation.StudyId, generation.Number, number, generation.Rungs);
            StudyRungPlan plan = await context.CallActivityAsync<StudyRungPlan>(StudySteps.Plan, rung, StudySteps.Retry);
            if (cancel.IsCompleted) return cancelled;
            if (plan.Failure is not null) return new StudyGenerationEnd(new StudyEnd(generation.StudyId, StudyEnd.Failed, plan.Failure));

            // Nobody is to be measured on this fold: all were, by an orchestration that was stopped for good.
            if (plan.Set is null) continue;
            context.SetCustomStatus(new StudyNote($"rung {number} of {generation.Rungs}, {plan.Set.Folds.Count} folds"));
            IReadOnlyList<FoldAnswer> answers = await TrainAsync(context, number, plan.Set, cancel);
            if (cancel.IsCompleted) return cancelled;
            StudyRungEnd end = await context.CallActivityAsync<StudyRungEnd>(StudySteps.Judge, new StudyJudgement(rung, plan.Fold, answers), StudySteps.Retry);
            if (cancel.IsCompleted) return cancelled;
            if (end.Left == 0) break;
        }

        return new StudyGenerationEnd(null);
    }

    private static async Task<IReadOnlyList<FoldAnswer>> TrainAsync(TaskOrchestrationContext context, int rung, FoldSet set, Task cancel)
    {
        string instance = $"{context.InstanceId}-r{rung}";
        Task<IReadOnlyList<FoldAnswer>> training = context.CallSubOrchestratorAsync<IReadOnlyList<FoldAnswer>>(
            FoldSetOrchestrator.Name, set, new SubOrchestrationOptions(instanceId: instance));
        await Task.WhenAny(training, cancel);
        if (!training.IsCompleted) context.SendEvent(instance, FoldSetOrchestrator.StopEvent, null!);
        return await training;
    }
}
