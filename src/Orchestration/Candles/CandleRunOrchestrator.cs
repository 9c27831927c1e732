using Microsoft.DurableTask;
using ServerlessTraining.Orchestration.Folds;

namespace ServerlessTraining.Orchestration.Candles;

/// <summary>Has a run trained as a fold task of its own, and its artifacts stored; ends it where that is asked for.</summary>
public static class CandleRunOrchestrator
{
    public const string Name = "CandleRun";

    /// <summary>The event, without payload, that ends the run.</summary>
    public const string CancelEvent = "cancel";

    public static string InstanceOf(string runId) => $"candle-{runId}";

    public static async Task RunAsync(TaskOrchestrationContext context, string runId)
    {
        ArgumentNullException.ThrowIfNull(context);
        Task cancel = context.WaitForExternalEvent<object?>(CancelEvent);
        context.SetCustomStatus(new CandleStatus("planning"));
        CandlePlan plan = await context.CallActivityAsync<CandlePlan>(CandleSteps.Plan, runId, CandleSteps.Retry);
        if (plan.Set is null) return;
        string? failure = cancel.IsCompleted ? FoldAnswer.Cancelled : await TrainAsync(context, runId, plan.Set, cancel);

        // What was trained when the wish came is not stored either: whoever cancels wants nothing of it.
        bool cancelled = cancel.IsCompleted || failure == FoldAnswer.Cancelled;
        context.SetCustomStatus(new CandleStatus("storing"));
        await context.CallActivityAsync(CandleSteps.Finish, new CandleEnd(runId, cancelled, cancelled ? null : failure), CandleSteps.Retry);
    }

    /// <returns>Why it was not trained; null where it was.</returns>
    private static async Task<string?> TrainAsync(TaskOrchestrationContext context, string runId, FoldSet set, Task cancel)
    {
        string folds = $"{InstanceOf(runId)}-folds";
        context.SetCustomStatus(new CandleStatus("training"));
        Task<FoldAnswer[]> training = context.CallSubOrchestratorAsync<FoldAnswer[]>(
            FoldSetOrchestrator.Name, set, new SubOrchestrationOptions(instanceId: folds));
        await Task.WhenAny(training, cancel);
        if (!training.IsCompleted)
        {
            context.SetCustomStatus(new CandleStatus("cancelling"));
            context.SendEvent(folds, FoldSetOrchestrator.StopEvent, null!);
        }

        try
        {
            return (await training)[0].Failure;
        }
        catch (TaskFailedException error)
        {
            return error.FailureDetails.ErrorMessage;
        }
    }
}
