using Microsoft.DurableTask;

namespace ServerlessTraining.Orchestration.Decisions.Recovery;

/// <summary>Trains a run again beside what is stored, says whether it came out the same, and takes what it trained away.</summary>
public static class ReproduceOrchestrator
{
    public const string Name = "ReproduceRun";

    public static async Task<RecoveryReport> RunAsync(TaskOrchestrationContext context, string runId)
    {
        ArgumentNullException.ThrowIfNull(context);
        RecoveryStep step = new(runId, new DateTimeOffset(context.CurrentUtcDateTime, TimeSpan.Zero));
        RecoveryPlan plan = await context.CallActivityAsync<RecoveryPlan>(RunReproducer.Plan, step, RecoveryTraining.Retry);
        await RecoveryTraining.RunAsync(context, plan);
        RecoveryReport report = await context.CallActivityAsync<RecoveryReport>(RunReproducer.Compare, step, RecoveryTraining.Retry);
        await context.CallActivityAsync(RunReproducer.Clean, step, RecoveryTraining.Retry);
        return report;
    }
}
