using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using ServerlessTraining.Orchestration.Folds;

namespace ServerlessTraining.Functions.Queues;

/// <summary>Tells a waiting orchestration that a fold has ended.</summary>
public sealed class FoldResultsFunction
{
    [Function("FoldResults")]
    public static async Task RunAsync(
        [QueueTrigger(FoldQueues.Results, Connection = FoldQueues.Connection)] string message, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        FoldTaskMessage answer = FoldTaskMessage.Parse(message);

        // Nobody waits any more: there is nothing to tell. An instance that ends between this look and the event makes the call fail; the next delivery finds it ended.
        OrchestrationMetadata? instance = await client.GetInstanceAsync(answer.InstanceId, cancellationToken);
        if (instance is null or { IsCompleted: true }) return;
        await client.RaiseEventAsync(answer.InstanceId, answer.EventName, eventPayload: null, cancellationToken);
    }
}
