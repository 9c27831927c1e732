using Azure.Storage.Queues;

namespace ServerlessTraining.Storage.Queues;

/// <summary>
/// A queue and its poison queue as <see cref="QueuePump"/> needs them: clients without encoding, because one that decodes fails with the whole batch for one
/// bad message. Senders use <see cref="StorageClients.Queues"/>, which encodes.
/// </summary>
#pragma warning disable CA1711 // It is a queue.
public sealed class WorkQueue
#pragma warning restore CA1711
{
    private const string PoisonSuffix = "-poison";
    private const int LongestName = 63;

    private WorkQueue(QueueClient queue, QueueClient? poison)
    {
        Queue = queue;
        Poison = poison;
    }

    public string Name => Queue.Name;

    public QueueClient Queue { get; }

    /// <summary>
    /// Null for a poison queue itself and for a name too long to bear the suffix, as in the Functions host
    /// (Azure/azure-sdk-for-net, Microsoft.Azure.WebJobs.Extensions.Storage.Queues, QueueListenerFactory.cs).
    /// </summary>
    public QueueClient? Poison { get; }

    public static WorkQueue Open(StorageClients clients, string name)
    {
        ArgumentNullException.ThrowIfNull(clients);
        ArgumentException.ThrowIfNullOrEmpty(name);
        bool parks = !name.EndsWith(PoisonSuffix, StringComparison.Ordinal) && name.Length + PoisonSuffix.Length <= LongestName;
        return new WorkQueue(clients.PlainQueues.GetQueueClient(clients.Prefix + name), parks ? clients.PlainQueues.GetQueueClient(clients.Prefix + name + PoisonSuffix) : null);
    }

    /// <summary>Makes the queue when it is missing; the poison queue is made when it is first needed.</summary>
    public Task CreateAsync(CancellationToken cancellationToken) => Queue.CreateIfNotExistsAsync(metadata: null, cancellationToken);
}
