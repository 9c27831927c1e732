using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace ServerlessTraining.Compat.Tests.Functions.Sample;

internal static class SampleOrchestrator
{
    private static readonly TaskOptions Retry =
        TaskOptions.FromRetryPolicy(new RetryPolicy(3, TimeSpan.FromSeconds(1), backoffCoefficient: 2.0));

    [Function(nameof(SampleOrchestrator))]
    public static async Task<int> Run([OrchestrationTrigger] TaskOrchestrationContext context, int count)
    {
        ILogger log = context.CreateReplaySafeLogger(nameof(SampleOrchestrator));
        if (log.IsEnabled(LogLevel.Debug))
        {
            context.SetCustomStatus(new { count, context.InstanceId, parent = context.Parent?.InstanceId });
        }

        int[] squares = await Task.WhenAll(
            Enumerable.Range(1, count).Select(i => context.CallActivityAsync<int>("SampleSquare", new Order(i), Retry)));
        await context.CreateTimer(context.CurrentUtcDateTime.AddSeconds(1), CancellationToken.None);
        try
        {
            await context.WaitForExternalEvent<string>("Go", TimeSpan.FromMinutes(1), CancellationToken.None);
        }
        catch (TaskCanceledException)
        {
            context.SendEvent("other", "Late", context.NewGuid());
        }

        try
        {
            return await context.CallSubOrchestratorAsync<int>(
                "SampleChild", squares.Sum(), Retry.WithInstanceId(context.InstanceId + ":child"));
        }
        catch (TaskFailedException error) when (error.FailureDetails.IsCausedBy<TimeoutException>())
        {
            context.ContinueAsNew(count, preserveUnprocessedEvents: false);
            return 0;
        }
    }

    [Function("SampleSquare")]
    public static int Square([ActivityTrigger] Order order, FunctionContext context) =>
        context.RetryContext is null ? 0 : order.Count * order.Count;
}
