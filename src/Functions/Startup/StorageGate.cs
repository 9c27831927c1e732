using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using ServerlessTraining.Orchestration.Startup;

namespace ServerlessTraining.Functions.Startup;

/// <summary>Holds functions until the store is as this program wants it; see Orchestration/Startup.</summary>
public sealed class StorageGate(StorageStart start) : IFunctionsWorkerMiddleware
{
    private const string OrchestrationTrigger = "orchestrationTrigger";

    /// <summary>What answers without a key needs no store either: whether the app is well must be known above all when it is not.</summary>
    internal static IReadOnlyList<string> Open { get; } = ["Health", "Dashboard"];

    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        return start.IsReady || NeedsNoStore(context.FunctionDefinition) ? next(context) : HoldAsync(context, next);
    }

    private async Task HoldAsync(FunctionContext context, FunctionExecutionDelegate next)
    {
        await (context.GetHttpContext() is null ? start.WaitAsync(context.CancellationToken) : start.WaitOrExplainAsync(context.CancellationToken));
        await next(context);
    }

    // An orchestrator may wait for nothing but its context, and touches no store.
    private static bool NeedsNoStore(FunctionDefinition function) =>
        Open.Contains(function.Name, StringComparer.OrdinalIgnoreCase)
        || function.InputBindings.Values.Any(binding => binding.Type.Equals(OrchestrationTrigger, StringComparison.OrdinalIgnoreCase));
}
