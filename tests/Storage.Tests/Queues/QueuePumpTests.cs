using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;
using ServerlessTraining.Storage.Configuration;
using ServerlessTraining.Storage.Queues;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Storage.Tests.Queues;

public sealed class QueuePumpTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const int LargestMessage = 64 * 1024;
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly QueuePumpOptions Quick = new() { MaxPollingInterval = TimeSpan.FromMilliseconds(100), StopGrace = TimeSpan.FromSeconds(20) };
    private readonly RecordingLogger logger = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private StorageClients Clients => new(new StorageOptions { ConnectionString = azurite.Server.ConnectionString });

    [Fact]
    public async Task Start_QueueIsMissing_MakesIt()
    {
        WorkQueue queue = WorkQueue.Open(Clients, "start-missing");
        await using QueuePump pump = Pump(queue, Quick, new RecordingHandler(Done));

        await pump.StartAsync(Token);

        Assert.True(await queue.Queue.ExistsAsync(Token));
    }

    [Fact]
    public async Task Run_GoodAndBadMixed_ParksTheBadWithinFiveAttemptsAndFinishesTheGood()
    {
        (WorkQueue queue, QueueClient sender) = await QueueAsync("mixed");
        string[] good = [.. Enumerable.Range(0, 20).Select(i => $"good {i}")];
        string longest = new('x', LargestMessage / 4 * 3);
        string[] junk = ["{ no base64 }", new('!', LargestMessage), "YQ=", ""];
        foreach (string text in good) await sender.SendMessageAsync(text, Token);
        foreach (string text in junk) await queue.Queue.SendMessageAsync(text, Token);
        foreach (string text in (string[])["throws", "malformed", longest]) await sender.SendMessageAsync(text, Token);
        RecordingHandler handler = new((message, _) => Task.FromResult(message.Body.ToString() switch
        {
            "throws" => throw new InvalidOperationException("boom"),
            "malformed" => QueueOutcome.Park("has no version"),
            string text when text == longest => QueueOutcome.Retry("too long"),
            _ => QueueOutcome.Done,
        }));
        await using QueuePump pump = Pump(queue, Quick with { BatchSize = 4, NewBatchThreshold = 2 }, handler);
        await pump.StartAsync(Token);

        await pump.WhenEmptyAsync(Token);

        Assert.All(good, text => Assert.Equal(1, handler.Attempts(text)));
        Assert.Equal(5, handler.Attempts("throws"));
        Assert.Equal(5, handler.Attempts(longest));
        Assert.Equal(1, handler.Attempts("malformed"));
        Assert.Equal("failed 5 of 5 times, at last: InvalidOperationException: boom", handler.Parked["throws"]);
        Assert.Equal("failed 5 of 5 times, at last: too long", handler.Parked[longest]);
        Assert.Equal("has no version", handler.Parked["malformed"]);
        Assert.StartsWith("is not base64", handler.Parked["{ no base64 }"], StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync(queue.Queue));
        Assert.Equal(handler.Parked.Count, await CountAsync(queue.Poison!));
    }

    [Fact]
    public async Task Park_NoBase64_KeepsTheTextAsItCame()
    {
        (WorkQueue queue, _) = await QueueAsync("keeps-text");
        await queue.Queue.SendMessageAsync("ä & <b> no base64", Token);
        await using QueuePump pump = Pump(queue, Quick, new RecordingHandler(Done));
        await pump.StartAsync(Token);

        await pump.WhenEmptyAsync(Token);

        Assert.Equal("ä & <b> no base64", (await queue.Poison!.PeekMessageAsync(Token)).Value.Body.ToString());
    }

    /// <summary>As the Functions host writes it (QueueProcessor.CopyMessageToPoisonQueueAsync): a reader that decodes finds the body that was sent.</summary>
    [Fact]
    public async Task Park_GoodEncoding_ReadsTheSameFromThePoisonQueue()
    {
        (WorkQueue queue, QueueClient sender) = await QueueAsync("keeps-body");
        await sender.SendMessageAsync("{\"a\":1}", Token);
        await using QueuePump pump = Pump(queue, Quick, new RecordingHandler((_, _) => Task.FromResult(QueueOutcome.Park("no"))));
        await pump.StartAsync(Token);

        await pump.WhenEmptyAsync(Token);

        QueueClient poison = Clients.Queues.GetQueueClient("keeps-body-poison");
        Assert.Equal("{\"a\":1}", (await poison.PeekMessageAsync(Token)).Value.Body.ToString());
    }

    [Fact]
    public async Task Park_Note_ComesBeforeTheCopy()
    {
        (WorkQueue queue, QueueClient sender) = await QueueAsync("note-first");
        await sender.SendMessageAsync("bad", Token);
        bool copied = true;
        RecordingHandler handler = new((_, _) => Task.FromResult(QueueOutcome.Park("no")))
        {
            OnPark = async () => copied = await queue.Poison!.ExistsAsync(Token) && await CountAsync(queue.Poison) > 0,
        };
        await using QueuePump pump = Pump(queue, Quick, handler);
        await pump.StartAsync(Token);

        await pump.WhenEmptyAsync(Token);

        Assert.False(copied);
        Assert.Equal(1, await CountAsync(queue.Poison!));
    }

    [Fact]
    public async Task Handle_NotItsTime_ComesBackAndNothingHasFailed()
    {
        (WorkQueue queue, QueueClient sender) = await QueueAsync("later");
        await sender.SendMessageAsync("early", Token);
        int taken = 0;
        RecordingHandler handler = new((_, _) => Task.FromResult(Interlocked.Increment(ref taken) < 3 ? QueueOutcome.Later("too early", TimeSpan.Zero) : QueueOutcome.Done));
        await using QueuePump pump = Pump(queue, Quick, handler);
        Task empty = pump.WhenEmptyAsync(Token);
        await pump.StartAsync(Token);

        await empty;

        Assert.Equal(3, handler.Attempts("early"));
        Assert.Equal(2, logger.Lines.Count(line => line.Event == 2011 && line.Text.EndsWith("is put off for 00:00:00: too early", StringComparison.Ordinal)));
        Assert.DoesNotContain(logger.Lines, line => line.Level > LogLevel.Information);
    }

    [Fact]
    public async Task Park_NoteFails_MessageComesBackAndIsParkedThen()
    {
        (WorkQueue queue, QueueClient sender) = await QueueAsync("note-fails");
        await sender.SendMessageAsync("bad", Token);
        int notes = 0;
        RecordingHandler handler = new((_, _) => Task.FromResult(QueueOutcome.Retry("no")))
        {
            OnPark = () => ++notes == 1 ? throw new InvalidOperationException("no row") : Task.CompletedTask,
        };
        await using QueuePump pump = Pump(queue, Quick with { MaxDequeueCount = 1, Lease = TimeSpan.FromSeconds(1) }, handler);
        await pump.StartAsync(Token);

        await logger.WhenAsync(2004, 1, Token);

        Assert.Equal(1, handler.Attempts("bad"));
        Assert.Equal("was taken 2 times and never finished; allowed are 1", handler.Parked["bad"]);
    }

    [Fact]
    public async Task Park_QueueIsAPoisonQueue_MessageStays()
    {
        (WorkQueue queue, QueueClient sender) = await QueueAsync("own-poison");
        await sender.SendMessageAsync("bad", Token);
        await using QueuePump pump = Pump(queue, Quick, new RecordingHandler((_, _) => Task.FromResult(QueueOutcome.Park("no"))));
        await pump.StartAsync(Token);

        await logger.WhenAsync(2005, 1, Token);
        await pump.StopAsync(Token);

        Assert.Null(queue.Poison);
        Assert.Equal(1, await CountAsync(queue.Queue));
    }

    [Fact]
    public async Task Handle_LongerThanTheLease_IsHandledOnceAndDeletedByTheNewestReceipt()
    {
        (WorkQueue queue, QueueClient sender) = await QueueAsync("renewed");
        await sender.SendMessageAsync("long", Token);
        // Three renewals lie beyond the first lease: without an effect they would let the message be taken again.
        RecordingHandler handler = new(async (_, token) =>
        {
            await logger.WhenAsync(2001, 3, token);
            return QueueOutcome.Done;
        });
        await using QueuePump pump = Pump(queue, Quick with { Lease = TimeSpan.FromSeconds(2) }, handler);
        await pump.StartAsync(Token);

        await pump.WhenEmptyAsync(Token);

        Assert.Equal(1, handler.Attempts("long"));
        Assert.Equal(0, await CountAsync(queue.Queue));
    }

    [Fact]
    public async Task Handle_MessageTakenByAnother_CancelsTheWorkAndLeavesTheMessageToIt()
    {
        (WorkQueue queue, QueueClient sender) = await QueueAsync("stolen");
        await sender.SendMessageAsync("mine", Token);
        TaskCompletionSource cancelled = new();
        RecordingHandler handler = new(async (message, token) =>
        {
            await queue.Queue.UpdateMessageAsync(message.MessageId, message.PopReceipt, visibilityTimeout: TimeSpan.FromMinutes(5), cancellationToken: Token);
            await UntilAsync(token);
            cancelled.SetResult();
            return QueueOutcome.Done;
        });
        await using QueuePump pump = Pump(queue, Quick with { Lease = TimeSpan.FromSeconds(1) }, handler);
        await pump.StartAsync(Token);

        await cancelled.Task.WaitAsync(Token);
        await pump.StopAsync(Token);

        Assert.Equal(1, await CountAsync(queue.Queue));
        Assert.Contains(logger.Lines, line => line.Event == 2006);
    }

    [Fact]
    public async Task Stop_WorkIsRunning_WaitsForItsEnd()
    {
        (WorkQueue queue, QueueClient sender) = await QueueAsync("stop-waits");
        await sender.SendMessageAsync("one", Token);
        TaskCompletionSource started = new();
        TaskCompletionSource gate = new();
        RecordingHandler handler = new(async (_, _) =>
        {
            started.SetResult();
            await gate.Task;
            return QueueOutcome.Done;
        });
        await using QueuePump pump = Pump(queue, Quick, handler);
        await pump.StartAsync(Token);
        await started.Task.WaitAsync(Token);

        Task stop = pump.StopAsync(Token);
        await sender.SendMessageAsync("after the stop", Token);
        pump.Wake();
        Assert.False(stop.IsCompleted);
        gate.SetResult();
        await stop.WaitAsync(Token);

        Assert.Equal(["one"], handler.Handled);
        Assert.Equal(1, await CountAsync(queue.Queue));
    }

    [Theory]
    [InlineData(5, 2)]
    [InlineData(1, 1)]
    public async Task Stop_GraceIsOver_CancelsAndMakesTheMessageVisibleAndParksNothing(int maxDequeueCount, int nextCount)
    {
        (WorkQueue queue, QueueClient sender) = await QueueAsync($"stop-returns-{maxDequeueCount}");
        await sender.SendMessageAsync("one", Token);
        TaskCompletionSource started = new();
        RecordingHandler handler = new(async (_, token) =>
        {
            started.SetResult();
            await UntilAsync(token);
            token.ThrowIfCancellationRequested();
            return QueueOutcome.Done;
        });
        await using QueuePump pump = Pump(queue, Quick with { StopGrace = TimeSpan.Zero, MaxDequeueCount = maxDequeueCount }, handler);
        await pump.StartAsync(Token);
        await started.Task.WaitAsync(Token);

        await pump.StopAsync(Token);

        QueueMessage back = (await sender.ReceiveMessageAsync(cancellationToken: Token)).Value;
        Assert.Equal("one", back.Body.ToString());
        Assert.Equal(nextCount, back.DequeueCount);
        Assert.Empty(handler.Parked);
    }

    [Fact]
    public async Task WhenEmpty_PumpStops_IsCancelled()
    {
        (WorkQueue queue, QueueClient sender) = await QueueAsync("empty-stopped");
        await sender.SendMessageAsync("one", Token);
        TaskCompletionSource started = new();
        await using QueuePump pump = Pump(queue, Quick with { StopGrace = TimeSpan.Zero }, new RecordingHandler(async (_, token) =>
        {
            started.SetResult();
            await UntilAsync(token);
            return QueueOutcome.Done;
        }));
        await pump.StartAsync(Token);
        await started.Task.WaitAsync(Token);
        Task before = pump.WhenEmptyAsync(Token);

        await pump.StopAsync(Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => before);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pump.WhenEmptyAsync(Token));
    }

    [Fact]
    public async Task Wake_PumpPauses_TakesWithoutWaitingForTheClock()
    {
        (WorkQueue queue, QueueClient sender) = await QueueAsync("wake");
        ManualTimeProvider clock = new(Start);
        TaskCompletionSource handled = new();
        RecordingHandler handler = new((_, _) =>
        {
            handled.SetResult();
            return Task.FromResult(QueueOutcome.Done);
        });
        await using QueuePump pump = new(queue, new QueuePumpOptions(), handler, clock, logger);
        await pump.StartAsync(Token);
        await clock.WhenAnyTimerAsync(Token);
        await sender.SendMessageAsync("one", Token);

        pump.Wake();

        await handled.Task.WaitAsync(Token);
        Assert.Equal(Start, clock.GetUtcNow());
    }

    [Fact]
    public async Task Run_BatchOneThresholdZero_WorksOnOneAtATime()
    {
        (WorkQueue queue, QueueClient sender) = await QueueAsync("one-at-a-time");
        for (int i = 0; i < 5; i++) await sender.SendMessageAsync($"{i}", Token);
        RecordingHandler handler = new(async (_, _) =>
        {
            await Task.Yield();
            return QueueOutcome.Done;
        });
        await using QueuePump pump = Pump(queue, Quick with { BatchSize = 1, NewBatchThreshold = 0 }, handler);
        await pump.StartAsync(Token);

        await pump.WhenEmptyAsync(Token);

        Assert.Equal(5, handler.Handled.Count);
        Assert.Equal(1, handler.MostRunning);
    }

    [Fact]
    public async Task Run_FewerThanTheThresholdLeft_TakesTheNextBatchBesideThem()
    {
        (WorkQueue queue, QueueClient sender) = await QueueAsync("threshold");
        for (int i = 0; i < 6; i++) await sender.SendMessageAsync($"{i}", Token);
        TaskCompletionSource gate = new();
        TaskCompletionSource three = new();
        int begun = 0;
        RecordingHandler handler = new(async (message, _) =>
        {
            if (Interlocked.Increment(ref begun) == 1) return QueueOutcome.Done;
            if (Volatile.Read(ref begun) == 4) three.SetResult();
            await gate.Task;
            return QueueOutcome.Done;
        });
        await using QueuePump pump = Pump(queue, Quick with { BatchSize = 2, NewBatchThreshold = 1 }, handler);
        await pump.StartAsync(Token);

        await three.Task.WaitAsync(Token);
        gate.SetResult();
        await pump.WhenEmptyAsync(Token);

        Assert.Equal(3, handler.MostRunning);
        Assert.Equal(6, handler.Handled.Count);
    }

    [Fact]
    public async Task Run_QueueWasDeleted_MakesItAgain()
    {
        (WorkQueue queue, _) = await QueueAsync("deleted");
        await using QueuePump pump = Pump(queue, Quick, new RecordingHandler(Done));
        await pump.StartAsync(Token);
        await queue.Queue.DeleteAsync(Token);

        await logger.WhenAsync(2009, 1, Token);
        await pump.WhenEmptyAsync(Token);

        Assert.True(await queue.Queue.ExistsAsync(Token));
    }

    [Fact]
    public async Task Run_ErrorQuotesKeyAndSignature_NeitherLogNorReasonHasThem()
    {
        (WorkQueue queue, QueueClient sender) = await QueueAsync("secrets");
        await sender.SendMessageAsync("bad", Token);
        RecordingHandler handler = new((_, _) => throw new InvalidOperationException("AccountKey=c2VjcmV0; https://x/?sig=c2VjcmV0"));
        await using QueuePump pump = Pump(queue, Quick with { MaxDequeueCount = 2 }, handler);
        await pump.StartAsync(Token);

        await pump.WhenEmptyAsync(Token);

        Assert.Contains("AccountKey=***", handler.Parked["bad"], StringComparison.Ordinal);
        Assert.DoesNotContain(logger.Lines, line => line.Text.Contains("c2VjcmV0", StringComparison.Ordinal));
    }

    private static Task<QueueOutcome> Done(QueueMessage message, CancellationToken cancellationToken) => Task.FromResult(QueueOutcome.Done);

    private static async Task UntilAsync(CancellationToken token)
    {
        TaskCompletionSource fired = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using CancellationTokenRegistration registered = token.Register(() => fired.TrySetResult());
        await fired.Task.WaitAsync(Token);
    }

    private static async Task<int> CountAsync(QueueClient queue) => (await queue.GetPropertiesAsync(Token)).Value.ApproximateMessagesCount;

    private QueuePump Pump(WorkQueue queue, QueuePumpOptions options, RecordingHandler handler) => new(queue, options, handler, TimeProvider.System, logger);

    private async Task<(WorkQueue Queue, QueueClient Sender)> QueueAsync(string name)
    {
        WorkQueue queue = WorkQueue.Open(Clients, name);
        await queue.CreateAsync(Token);
        return (queue, Clients.Queues.GetQueueClient(name));
    }
}
