using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Tests.Contract;
using ServerlessTraining.Storage.TrainingQueues;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Storage.Tests.TrainingQueues;

public sealed class QueueLogStoreTests(AzuriteFixture azurite)
{
    private readonly ManualTimeProvider clock = new(StoreSandbox.Start);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Append_SameKeyAgain_SaysItOnce()
    {
        QueueLogStore store = new((await SandboxAsync()).Clients, clock);

        Assert.True(await store.AppendAsync("q", "begin", "Training model 1/2...", Cancel));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(await store.AppendAsync("q", "begin", "Training model 1/2... again", Cancel));

        QueueLogLine line = Assert.Single(await store.ReadAsync("q", null, 10, Cancel));
        Assert.Equal((StoreSandbox.Start, "Training model 1/2..."), (line.At, line.Text));
    }

    [Fact]
    public async Task Read_AfterACursor_GivesWhatCameSinceInTheOrderOfTime()
    {
        QueueLogStore store = new((await SandboxAsync()).Clients, clock);
        foreach (string key in new[] { "z", "a", "odd/key #1", "m" })
        {
            await store.AppendAsync("q", key, $"line {key}", Cancel);
            clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        IReadOnlyList<QueueLogLine> first = await store.ReadAsync("q", null, 2, Cancel);
        IReadOnlyList<QueueLogLine> rest = await store.ReadAsync("q", first[^1].Cursor, 10, Cancel);

        Assert.Equal(["line z", "line a"], first.Select(line => line.Text));
        Assert.Equal(["line odd/key #1", "line m"], rest.Select(line => line.Text));
        Assert.Empty(await store.ReadAsync("q", rest[^1].Cursor, 10, Cancel));
        Assert.Empty(await store.ReadAsync("another", null, 10, Cancel));
    }

    [Theory]
    [InlineData(StorageFault.StatusBefore)]
    [InlineData(StorageFault.CutAfter)]
    public async Task Append_CallThatFailsOnce_SaysItOnce(StorageFault fault)
    {
        StoreSandbox sandbox = await SandboxAsync();
        StorageFaults faults = new();
        QueueLogStore store = new(sandbox.Open(faults), clock);
        faults.Arm(1, fault);

        Assert.True(await store.AppendAsync("q", "begin", "once", Cancel));

        Assert.True(faults.HasFired);
        Assert.Single(await store.ReadAsync("q", null, 10, Cancel));
    }

    private Task<StoreSandbox> SandboxAsync() => StoreSandbox.CreateAsync(azurite, [StorageNames.Tables.QueueLog]);
}
