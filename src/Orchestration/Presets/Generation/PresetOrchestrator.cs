using Microsoft.DurableTask;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Studies;
using ServerlessTraining.Storage.Presets;

namespace ServerlessTraining.Orchestration.Presets.Generation;

/// <summary>Makes one preset: the study that searches for its hyper-parameters, the report on the part of the data that the search never saw, the publication. A wish to cancel
/// acts at once, whatever it does. The last step of every path writes how it ended.</summary>
public static class PresetOrchestrator
{
    public const string Name = "Preset";

    /// <summary>Files can be swept away between the training of a fold and its use; then they are trained again.</summary>
    private const int Rounds = 3;

    public static async Task<PresetEnd> RunAsync(TaskOrchestrationContext context, PresetRun run)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(run);
        Task cancel = context.WaitForExternalEvent<object?>(PlanOrchestrator.CancelEvent);
        PresetEnd end = await EndOfAsync(context, run, cancel);
        await context.CallActivityAsync(PresetSteps.End, end, PresetSteps.Retry);
        return end;
    }

    private static async Task<PresetEnd> EndOfAsync(TaskOrchestrationContext context, PresetRun run, Task cancel)
    {
        try
        {
            PresetBegun begun = await context.CallActivityAsync<PresetBegun>(PresetSteps.Begin, run, PresetSteps.Retry);
            if (begun.End is { } early) return early;
            if (cancel.IsCompleted) return Cancelled(run);
            if (begun.StudyId is { } study && await SearchAsync(context, run, study, cancel) is { } stopped) return stopped;
            if (cancel.IsCompleted) return Cancelled(run);
            if (await JudgeAsync(context, run, cancel) is { } judged) return judged;
            return cancel.IsCompleted ? Cancelled(run) : await context.CallActivityAsync<PresetEnd>(PresetSteps.Publish, run, PresetSteps.Retry);
        }
        catch (TaskFailedException error)
        {
            return cancel.IsCompleted ? Cancelled(run) : new PresetEnd(run, PresetPlanEntryStatus.Failed, error.FailureDetails.ErrorMessage);
        }
    }

    /// <returns>Null where the search came to its end.</returns>
    private static async Task<PresetEnd?> SearchAsync(TaskOrchestrationContext context, PresetRun run, string studyId, Task cancel)
    {
        // Of its own, whatever else runs the same study: what a study knows is in its store, and its work is done once.
        string instance = $"{context.InstanceId}-study";
        context.SetCustomStatus($"searches in study {studyId}");
        Task<StudyEnd> search = context.CallSubOrchestratorAsync<StudyEnd>(StudyOrchestrator.Name, new StudyRun(studyId), new SubOrchestrationOptions(instanceId: instance));
        await Task.WhenAny(search, cancel);
        if (!search.IsCompleted) context.SendEvent(instance, StudyOrchestrator.CancelEvent, null!);
        StudyEnd end = await search;
        return end.Status switch
        {
            StudyEnd.Completed => null,
            StudyEnd.Cancelled => cancel.IsCompleted ? Cancelled(run) : new PresetEnd(run, PresetPlanEntryStatus.Cancelled, $"study {studyId} was cancelled"),
            _ => new PresetEnd(run, PresetPlanEntryStatus.Failed, $"study {studyId} failed: {end.Failure}"),
        };
    }

    /// <returns>Null where the preset is to be published.</returns>
    private static async Task<PresetEnd?> JudgeAsync(TaskOrchestrationContext context, PresetRun run, Task cancel)
    {
        for (int round = 1; round <= Rounds; round++)
        {
            HeldOutPlan plan = await context.CallActivityAsync<HeldOutPlan>(PresetSteps.PlanHeldOut, run, PresetSteps.Retry);
            if (plan.Set is null) return new PresetEnd(run, PresetPlanEntryStatus.Failed, plan.Failure);
            if (cancel.IsCompleted) return Cancelled(run);
            context.SetCustomStatus($"trains {plan.Set.Folds.Count} models for the held-out report");
            IReadOnlyList<FoldAnswer> answers = await TrainAsync(context, plan.Set, $"{context.InstanceId}-held-out-{round}", cancel);
            if (cancel.IsCompleted) return Cancelled(run);
            HeldOutJudged judged = await context.CallActivityAsync<HeldOutJudged>(PresetSteps.Judge, new HeldOutAnswer(plan, answers), PresetSteps.Retry);
            if (!judged.Again) return judged.End;
        }

        return new PresetEnd(
            run, PresetPlanEntryStatus.Failed, $"models of its held-out report were gone {Rounds} times when they were needed; somebody deletes them while the plan runs");
    }

    private static async Task<IReadOnlyList<FoldAnswer>> TrainAsync(TaskOrchestrationContext context, FoldSet set, string instance, Task cancel)
    {
        Task<IReadOnlyList<FoldAnswer>> training = context.CallSubOrchestratorAsync<IReadOnlyList<FoldAnswer>>(
            FoldSetOrchestrator.Name, set, new SubOrchestrationOptions(instanceId: instance));
        await Task.WhenAny(training, cancel);
        if (!training.IsCompleted) context.SendEvent(instance, FoldSetOrchestrator.StopEvent, null!);
        return await training;
    }

    private static PresetEnd Cancelled(PresetRun run) => new(run, PresetPlanEntryStatus.Cancelled, "cancelled on request");
}
