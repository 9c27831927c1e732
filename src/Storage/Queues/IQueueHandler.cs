using Azure.Storage.Queues.Models;

namespace ServerlessTraining.Storage.Queues;

/// <summary>What a <see cref="QueuePump"/> does with its messages. Called for several messages at the same time.</summary>
public interface IQueueHandler
{
    /// <summary>Works on a message; its body is decoded. An exception is a <see cref="QueueOutcome.Retry"/> with its text.</summary>
    /// <param name="message">The pop receipt in it is the one at the start; the pump keeps the newest for itself.</param>
    /// <param name="cancellationToken">
    /// Fires when the grace of a stop is over, and when another taker has the message. After a stop Done and Park still count; anything else makes the message
    /// visible at once, and it is never parked for a stop. A lost message is left alone, whatever is returned.
    /// </param>
    Task<QueueOutcome> HandleAsync(QueueMessage message, CancellationToken cancellationToken);

    /// <summary>
    /// Notes why a message is given up. Called before it is copied and deleted, so a crash in between calls again: it must be idempotent. When it throws, the
    /// message comes back after its lease and is parked then.
    /// </summary>
    /// <param name="message">As it came when it is no base64: its body is the raw text then, and <see cref="HandleAsync"/> never saw it.</param>
    Task ParkAsync(QueueMessage message, string reason, CancellationToken cancellationToken);
}
