using Azure.Storage.Queues;
using Microsoft.Extensions.Logging.Abstractions;
using ServerlessTraining.Storage.Configuration;
using ServerlessTraining.Storage.Queues;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Storage.Tests.Queues;

/// <summary>When a pump may say that its queue is empty.</summary>
public sealed class QueuePumpEmptyTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>An empty answer may be older than what happened while it came: the queue was empty only because its message was in work.</summary>
    [Fact]
    public async Task WhenEmpty_MessageIsShownAgainWhileAnEmptyAnswerComes_WaitsForTheMessage()
    {
        const string name = "shown-again";
        StorageOptions account = new() { ConnectionString = azurite.Server.ConnectionString };
        QueueClient sender = new StorageClients(account).Queues.GetQueueClient(name);
        await sender.CreateIfNotExistsAsync(metadata: null, Token);
        await sender.SendMessageAsync("one", Token);
        Task empty = Task.CompletedTask;
        TaskCompletionSource<bool> completedBeforeThird = new(TaskCreationOptions.RunContinuationsAsynchronously);
        HeldPoll second = new(2, poll =>
        {
            // The loop has dealt with the second answer when it asks again.
            if (poll == 3) completedBeforeThird.SetResult(empty.IsCompleted);
        });
        TaskCompletionSource mayEnd = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int taken = 0;
        RecordingHandler handler = new(async (_, _) =>
        {
            if (Interlocked.Increment(ref taken) > 1) return QueueOutcome.Done;
            await mayEnd.Task;
            return QueueOutcome.Retry("again");
        });
        QueuePumpOptions quick = new() { MaxPollingInterval = TimeSpan.FromMilliseconds(100) };
        WorkQueue queue = WorkQueue.Open(new StorageClients(account, perTry: second), name);
        await using QueuePump pump = new(queue, quick, handler, TimeProvider.System, NullLogger.Instance);

        // Asked before the start, so the second poll, the first with the message in work, is the one that may answer. Without a token it is the pump's own task and no copy
        // that would complete later.
        empty = pump.WhenEmptyAsync(CancellationToken.None);
        await pump.StartAsync(Token);
        await second.Held.WaitAsync(Token);
        mayEnd.SetResult();
        while (pump.InWork > 0)
        {
            Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        second.Release();

        Assert.False(await completedBeforeThird.Task.WaitAsync(Token), "empty, while a message was waiting");
        await empty.WaitAsync(Token);
        Assert.Equal(2, handler.Attempts("one"));
    }
}
