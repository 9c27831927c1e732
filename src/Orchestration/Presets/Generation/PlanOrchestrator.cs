using Microsoft.DurableTask;
using ServerlessTraining.Storage.Presets;

namespace ServerlessTraining.Orchestration.Presets.Generation;

/// <summary>Makes the entries of a plan in their order, so many at a time. One that fails does not stop the others; a wish to cancel ends those that run and begins none.</summary>
public static class PlanOrchestrator
{
    public const string Name = "PresetPlan";

    /// <summary>The event, without payload, that ends a plan, and an entry.</summary>
    public const string CancelEvent = "cancel";

    public static async Task RunAsync(TaskOrchestrationContext context, PlanRun run)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(run);
        Task cancel = context.WaitForExternalEvent<object?>(CancelEvent);
        await context.CallActivityAsync(PresetSteps.BeginPlan, run.PlanId, PresetSteps.Retry);
        SortedDictionary<int, Task<PresetEnd>> flying = [];
        bool isTold = false;
        int begun = 0;
        while (true)
        {
            while (!cancel.IsCompleted && begun < run.Numbers.Count && flying.Count < run.MaxParallel) Begin(run.Numbers[begun++]);
            if (flying.Count == 0) break;
            context.SetCustomStatus(new PlanNote(cancel.IsCompleted ? "ends" : "runs", [.. flying.Keys], run.Numbers.Count - begun));
            await Task.WhenAny(isTold ? flying.Values : [.. flying.Values, cancel]);
            if (cancel.IsCompleted && !isTold)
            {
                foreach (int number in flying.Keys) context.SendEvent(PresetRun.InstanceOf(run.PlanId, number), CancelEvent, null!);
                isTold = true;
            }

            foreach (int number in flying.Where(one => one.Value.IsCompleted).Select(one => one.Key).ToArray())
            {
                flying.Remove(number, out Task<PresetEnd>? ended);
                await LandAsync(context, new PresetRun(run.PlanId, number), ended!);
            }
        }

        await context.CallActivityAsync(PresetSteps.EndPlan, run.PlanId, PresetSteps.Retry);
        context.SetCustomStatus(new PlanNote("ended", [], 0));

        void Begin(int number) => flying[number] = context.CallSubOrchestratorAsync<PresetEnd>(
            PresetOrchestrator.Name, new PresetRun(run.PlanId, number), new SubOrchestrationOptions(instanceId: PresetRun.InstanceOf(run.PlanId, number)));
    }

    /// <summary>An entry writes how it ended itself. Where it could not, that is done here.</summary>
    private static async Task LandAsync(TaskOrchestrationContext context, PresetRun run, Task<PresetEnd> ended)
    {
        try
        {
            await ended;
        }
        catch (TaskFailedException error)
        {
            await context.CallActivityAsync(PresetSteps.End, new PresetEnd(run, PresetPlanEntryStatus.Failed, error.FailureDetails.ErrorMessage), PresetSteps.Retry);
        }
    }
}
