using Azure.Storage.Queues.Models;
using ServerlessTraining.Storage.Queues;

namespace ServerlessTraining.Orchestration.Folds;

/// <summary>The consumer behind one queue.</summary>
internal sealed class FoldQueueHandler(FoldTaskConsumer consumer, FoldQueueSign sign) : IQueueHandler
{
    public Task<QueueOutcome> HandleAsync(QueueMessage message, CancellationToken cancellationToken) => consumer.HandleAsync(message, sign, cancellationToken);

    public Task ParkAsync(QueueMessage message, string reason, CancellationToken cancellationToken) => consumer.ParkAsync(message, reason, cancellationToken);
}
