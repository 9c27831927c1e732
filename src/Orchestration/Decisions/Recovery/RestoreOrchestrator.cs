using Microsoft.DurableTask;

namespace ServerlessTraining.Orchestration.Decisions.Recovery;

/// <summary>Trains a deleted run again and keeps it where it came out as it was.</summary>
public static class RestoreOrchestrator
{
    public const string Name = "RestoreRun";

    public static async Task<RecoveryReport> RunAsync(TaskOrchestrationContext context, string runId)
    {
        ArgumentNullException.ThrowIfNull(context);
        RecoveryStep step = new(runId, new DateTimeOffset(context.CurrentUtcDateTime, TimeSpan.Zero));
        RecoveryPlan plan = await context.CallActivityAsync<RecoveryPlan>(RunRestorer.Plan, step, RecoveryTraining.Retry);
        await RecoveryTraining.RunAsync(context, plan);
        RecoveryReport report = await context.CallActivityAsync<RecoveryReport>(RunRestorer.Finish, step, RecoveryTraining.Retry);
        if (!report.Equal) await context.CallActivityAsync(RunRestorer.Clean, step, RecoveryTraining.Retry);
        return report;
    }
}
