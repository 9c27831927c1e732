using Microsoft.DurableTask;
using ServerlessTraining.Orchestration.Folds;

namespace ServerlessTraining.Orchestration.Decisions.Recovery;

/// <summary>The part that both recoveries have: trains the planned folds, a set after the other.</summary>
internal static class RecoveryTraining
{
    // Progress is told after each set.
    private const int FoldsASet = 25;

    /// <summary>For activities that read and write rows.</summary>
    public static TaskOptions Retry { get; } = TaskOptions.FromRetryPolicy(new RetryPolicy(3, TimeSpan.FromSeconds(2), backoffCoefficient: 2));

    public static async Task RunAsync(TaskOrchestrationContext context, RecoveryPlan plan)
    {
        RecoveryProgress progress = new(plan.Cpu.Count + plan.Gpu.Count, 0);
        foreach ((FoldDevice device, IReadOnlyList<FoldRef> folds) in new[] { (FoldDevice.Cpu, plan.Cpu), (FoldDevice.Gpu, plan.Gpu) })
        {
            foreach (FoldRef[] set in folds.Chunk(FoldsASet))
            {
                context.SetCustomStatus(progress);
                await context.CallSubOrchestratorAsync<FoldAnswer[]>(FoldSetOrchestrator.Name, new FoldSet(set, device, plan.ReviewAfter, plan.ReviewAtMost));
                progress = progress with { Done = progress.Done + set.Length };
            }
        }

        context.SetCustomStatus(progress);
    }
}
