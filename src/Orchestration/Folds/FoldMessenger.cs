using Azure.Storage.Queues;
using ServerlessTraining.Orchestration.Telemetry;
using ServerlessTraining.Storage;
using ServerlessTraining.Storage.Queues;

namespace ServerlessTraining.Orchestration.Folds;

/// <summary>Puts the protocol's messages on their queues.</summary>
public sealed class FoldMessenger(StorageAccounts accounts, QueueSignals signals)
{
    public Task SendTaskAsync(FoldDevice device, FoldTaskMessage message, CancellationToken cancellation) => SendAsync(FoldQueues.For(device), message, cancellation);

    public Task SendAnswerAsync(FoldTaskMessage message, CancellationToken cancellation) => SendAsync(FoldQueues.Results, message, cancellation);

    private async Task SendAsync(string queue, FoldTaskMessage message, CancellationToken cancellation)
    {
        QueueClient client = accounts.Data.Queue(queue);
        await client.SendMessageAsync((message with { Trace = Traces.Context ?? message.Trace }).ToJson(), cancellation);
        signals.Put(queue);
    }
}
