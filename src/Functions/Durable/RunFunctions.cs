using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using ServerlessTraining.Orchestration.Decisions.Recovery;

namespace ServerlessTraining.Functions.Durable;

/// <summary>The triggers of what trains a run again.</summary>
public sealed class RunFunctions(RunRestorer restorer, RunReproducer reproducer)
{
    [Function(RestoreOrchestrator.Name)]
    public static Task<RecoveryReport> RestoreAsync([OrchestrationTrigger] TaskOrchestrationContext context, string runId) => RestoreOrchestrator.RunAsync(context, runId);

    [Function(ReproduceOrchestrator.Name)]
    public static Task<RecoveryReport> ReproduceAsync([OrchestrationTrigger] TaskOrchestrationContext context, string runId) => ReproduceOrchestrator.RunAsync(context, runId);

    [Function(RunRestorer.Plan)]
    public Task<RecoveryPlan> PlanRestoreAsync([ActivityTrigger] RecoveryStep step, CancellationToken cancellationToken) => restorer.PlanAsync(step, cancellationToken);

    [Function(RunRestorer.Finish)]
    public Task<RecoveryReport> FinishRestoreAsync([ActivityTrigger] RecoveryStep step, CancellationToken cancellationToken) => restorer.FinishAsync(step, cancellationToken);

    [Function(RunRestorer.Clean)]
    public Task CleanRestoreAsync([ActivityTrigger] RecoveryStep step, CancellationToken cancellationToken) => restorer.CleanAsync(step, cancellationToken);

    [Function(RunReproducer.Plan)]
    public Task<RecoveryPlan> PlanReproductionAsync([ActivityTrigger] RecoveryStep step, CancellationToken cancellationToken) => reproducer.PlanAsync(step, cancellationToken);

    [Function(RunReproducer.Compare)]
    public Task<RecoveryReport> CompareReproductionAsync([ActivityTrigger] RecoveryStep step, CancellationToken cancellationToken) =>
        reproducer.CompareAsync(step, cancellationToken);

    [Function(RunReproducer.Clean)]
    public Task CleanReproductionAsync([ActivityTrigger] RecoveryStep step, CancellationToken cancellationToken) => reproducer.CleanAsync(step, cancellationToken);
}
