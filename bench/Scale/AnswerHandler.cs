using Azure.Storage.Queues.Models;
using Microsoft.DurableTask.Client;
using ServerlessTraining.Functions.Queues;
using ServerlessTraining.Storage.Queues;

namespace ServerlessTraining.Bench.Scale;

/// <summary>Gives the answers of trainers to their function.</summary>
internal sealed class AnswerHandler(DurableTaskClient client) : IQueueHandler
{
    public async Task<QueueOutcome> HandleAsync(QueueMessage message, CancellationToken cancellationToken)
    {
        await FoldResultsFunction.RunAsync(message.Body.ToString(), client, cancellationToken);
        return QueueOutcome.Done;
    }

    public Task ParkAsync(QueueMessage message, string reason, CancellationToken cancellationToken) => Task.CompletedTask;
}
