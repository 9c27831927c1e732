using System.Threading.Channels;
using Microsoft.DurableTask.Client;
using ServerlessTraining.Functions.Queues;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Tests.Decisions;
using ServerlessTraining.Storage;
using ServerlessTraining.Storage.Queues;

namespace ServerlessTraining.Orchestration.Tests.Folds;

/// <summary>Hands each message of the product's queues on as soon as it is put: tasks to the trainer's consumer, answers to their function.</summary>
internal sealed class MessagePump : IAsyncDisposable
{
    private readonly DecisionScene scene;
    private readonly DurableTaskClient client;
    private readonly Channel<string> put = Channel.CreateUnbounded<string>();
    private readonly IDisposable[] listening;
    private readonly Task pumping;

    public MessagePump(DecisionScene scene, DurableTaskClient client, IEnumerable<string> queues)
    {
        this.scene = scene;
        this.client = client;
        listening = [.. queues.Select(queue => scene.Get<QueueSignals>().Listen(queue, () => put.Writer.TryWrite(queue)))];
        pumping = PumpAsync();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        foreach (IDisposable one in listening) one.Dispose();
        put.Writer.Complete();
        await pumping;
    }

    private async Task PumpAsync()
    {
        await foreach (string queue in put.Reader.ReadAllAsync(Token))
        {
            foreach (string message in await TakeAsync(queue))
            {
                if (queue == FoldQueues.Results) await FoldResultsFunction.RunAsync(message, client, Token);
                else await scene.Get<FoldTaskConsumer>().HandleAsync(FoldScene.Message(message), Token);
            }
        }
    }

    private async Task<IReadOnlyList<string>> TakeAsync(string queue)
    {
        Azure.Storage.Queues.QueueClient messages = scene.Get<StorageAccounts>().Data.Queue(queue);
        Azure.Storage.Queues.Models.QueueMessage[] taken = await messages.ReceiveMessagesAsync(32, cancellationToken: Token);
        foreach (Azure.Storage.Queues.Models.QueueMessage message in taken) await messages.DeleteMessageAsync(message.MessageId, message.PopReceipt, Token);
        return [.. taken.Select(message => message.Body.ToString())];
    }
}
