using System.Collections.Concurrent;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using ServerlessTraining.LocalHost.HostFile;
using ServerlessTraining.LocalHost.Queues;
using ServerlessTraining.Storage;
using ServerlessTraining.Storage.Configuration;
using ServerlessTraining.Storage.Queues;
using ServerlessTraining.Testing;

namespace ServerlessTraining.LocalHost.Tests.Queues;

/// <summary>What the listener adds to QueuePump, and that host.json's values arrive there; the pump's own laws are in Storage.Tests.</summary>
public sealed class QueueListenerTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly QueueSettings Quick = new() { MaxDequeueCount = 3, MaxPollingInterval = TimeSpan.FromMilliseconds(100) };
    private readonly RecordingLogger logger = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private StorageClients Clients => new(new StorageOptions { ConnectionString = azurite.Server.ConnectionString });

    [Fact]
    public async Task Run_FunctionThrows_IsTriedAsHostJsonSaysThenParkedAndOthersGoOn()
    {
        (WorkQueue queue, QueueClient sender) = await QueueAsync("listener-throws");
        ConcurrentQueue<string> calls = [];
        await sender.SendMessageAsync("bad", Token);
        await sender.SendMessageAsync("good", Token);
        await using QueueListener listener = new("OnResult", queue, Quick, (message, _) =>
        {
            calls.Enqueue(message.Body.ToString());
            return message.Body.ToString() == "bad" ? throw new InvalidOperationException("boom AccountKey=c2VjcmV0") : Task.CompletedTask;
        }, TimeProvider.System, logger);

        await listener.StartAsync(Token);
        await logger.WhenAsync(2004, 1, Token);

        Assert.Equal(3, calls.Count(call => call == "bad"));
        Assert.Equal(1, calls.Count(call => call == "good"));
        Assert.Equal("bad", (await Clients.Queues.GetQueueClient("listener-throws-poison").PeekMessageAsync(Token)).Value.Body.ToString());
        Assert.Contains(logger.Lines, line => line.Event == 4201 && line.Text.Contains("OnResult", StringComparison.Ordinal));
        Assert.DoesNotContain(logger.Lines, line => line.Text.Contains("c2VjcmV0", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_MessageIsNoBase64_ParksItAndServesTheOthers()
    {
        (WorkQueue queue, QueueClient sender) = await QueueAsync("listener-junk");
        TaskCompletionSource<string> served = new();
        await queue.Queue.SendMessageAsync("{}", Token);
        await sender.SendMessageAsync("good", Token);
        await using QueueListener listener = new("OnResult", queue, Quick, (message, _) =>
        {
            served.SetResult(message.Body.ToString());
            return Task.CompletedTask;
        }, TimeProvider.System, logger);

        await listener.StartAsync(Token);
        await logger.WhenAsync(2004, 1, Token);

        Assert.Equal("good", await served.Task.WaitAsync(Token));
    }

    [Fact]
    public async Task Run_FunctionFails_MessageStaysHiddenAsLongAsHostJsonSays()
    {
        (WorkQueue queue, QueueClient sender) = await QueueAsync("listener-delay");
        await sender.SendMessageAsync("bad", Token);
        await using QueueListener listener = new(
            "OnResult", queue, Quick with { VisibilityTimeout = TimeSpan.FromHours(1) }, (_, _) => throw new InvalidOperationException("boom"), TimeProvider.System, logger);

        await listener.StartAsync(Token);
        await logger.WhenAsync(2003, 1, Token);
        await listener.StopAsync(Token);

        Assert.Empty((await sender.ReceiveMessagesAsync(cancellationToken: Token)).Value);
        Assert.Equal(1, (await sender.GetPropertiesAsync(Token)).Value.ApproximateMessagesCount);
        Assert.Contains(logger.Lines, line => line.Event == 2003 && line.Text.Contains("attempt 1 of 3, comes back after 01:00:00", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Stop_FunctionHonoursItsToken_MessageIsVisibleAgainAndNoFailureIsLogged()
    {
        (WorkQueue queue, QueueClient sender) = await QueueAsync("listener-stop");
        await sender.SendMessageAsync("long", Token);
        TaskCompletionSource started = new();
        await using QueueListener listener = new("OnResult", queue, Quick with { StopGrace = TimeSpan.Zero }, async (_, token) =>
        {
            started.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
        }, TimeProvider.System, logger);
        await listener.StartAsync(Token);
        await started.Task.WaitAsync(Token);

        await listener.StopAsync(Token);

        QueueMessage back = (await sender.ReceiveMessageAsync(cancellationToken: Token)).Value;
        Assert.Equal("long", back.Body.ToString());
        Assert.DoesNotContain(logger.Lines, line => line.Event is 2003 or 4201);
    }

    [Fact]
    public void ForQueue_Always_CarriesTheSettingsAndASeedOfTheName()
    {
        QueuePumpOptions options = Quick.ForQueue("fold-results");

        Assert.Equal((16, 3, TimeSpan.FromMilliseconds(100)), (options.BatchSize, options.MaxDequeueCount, options.MaxPollingInterval));
        Assert.Equal(options, Quick.ForQueue("fold-results"));
        Assert.NotEqual(options.Seed, Quick.ForQueue("fold-tasks-cpu").Seed);
    }

    private async Task<(WorkQueue Queue, QueueClient Sender)> QueueAsync(string name)
    {
        WorkQueue queue = WorkQueue.Open(Clients, name);
        await queue.CreateAsync(Token);
        return (queue, Clients.Queues.GetQueueClient(name));
    }
}
