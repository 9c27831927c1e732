using Microsoft.DurableTask;

namespace ServerlessTraining.Orchestration.Candles;

/// <summary>Has the runs of a batch trained, so many at a time. Each is a run like any other: it can be looked at, cancelled and used by itself.</summary>
public static class CandleBatchOrchestrator
{
    public const string Name = "CandleBatch";

    public static string InstanceOf(string batchId) => $"candle-batch-{batchId}";

    public static async Task RunAsync(TaskOrchestrationContext context, CandleBatch batch)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(batch);
        List<Task> running = [];
        foreach (string runId in batch.RunIds)
        {
            if (running.Count == batch.AtATime)
            {
                Task ended = await Task.WhenAny(running);
                running.Remove(ended);
                await EndAsync(context, ended);
            }

            running.Add(context.CallSubOrchestratorAsync(
                CandleRunOrchestrator.Name, runId, new SubOrchestrationOptions(instanceId: CandleRunOrchestrator.InstanceOf(runId))));
        }

        foreach (Task left in running) await EndAsync(context, left);
    }

    // A run whose orchestration breaks must not take the others with it. Its own row says what became of it.
    private static async Task EndAsync(TaskOrchestrationContext context, Task run)
    {
        try
        {
            await run;
        }
        catch (TaskFailedException error)
        {
            context.SetCustomStatus(new CandleStatus($"{error.TaskName} failed: {error.FailureDetails.ErrorMessage}"));
        }
    }
}
