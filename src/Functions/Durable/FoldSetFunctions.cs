using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using ServerlessTraining.Orchestration.Folds;

namespace ServerlessTraining.Functions.Durable;

/// <summary>The triggers of a fold set.</summary>
public sealed class FoldSetFunctions(FoldActivities activities)
{
    [Function(FoldSetOrchestrator.Name)]
    public static Task<IReadOnlyList<FoldAnswer>> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, FoldSet set) => FoldSetOrchestrator.RunAsync(context, set);

    [Function(FoldActivities.Dispatch)]
    public Task<FoldAnswer[]> DispatchAsync([ActivityTrigger] FoldLook look, CancellationToken cancellationToken) => activities.DispatchAsync(look, cancellationToken);

    [Function(FoldActivities.Review)]
    public Task<FoldAnswer[]> ReviewAsync([ActivityTrigger] FoldLook look, CancellationToken cancellationToken) => activities.ReviewAsync(look, cancellationToken);

    [Function(FoldActivities.Cancel)]
    public Task<FoldAnswer[]> CancelAsync([ActivityTrigger] FoldLook look, CancellationToken cancellationToken) => activities.CancelAsync(look, cancellationToken);
}
