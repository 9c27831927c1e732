using ServerlessTraining.Storage.Checkpoints;
using ServerlessTraining.Storage.Documents;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Tests.Contract;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Storage.Tests.Checkpoints;

public sealed class CheckpointStoreTests(AzuriteFixture azurite) : StoreContract(azurite)
{
    protected override IReadOnlyList<string> Tables => [];

    protected override IReadOnlyList<string> Containers => [StorageNames.Containers.Checkpoints];

    protected override IContractStore Open(StorageClients data, TimeProvider clock) => new Adapter(new CheckpointStore(data, clock));

    [Fact]
    public async Task SaveAsync_Twice_NamesAndOrderAreThoseOfTheirTimes()
    {
        ManualTimeProvider clock = Clock();
        CheckpointStore store = new((await SandboxAsync()).Clients, clock);
        CheckpointName first = await store.SaveAsync(Checkpoint("q", 1), Cancel);
        CheckpointName sameSecond = await store.SaveAsync(Checkpoint("q", 2), Cancel);
        clock.Advance(TimeSpan.FromDays(1));
        CheckpointName later = await store.SaveAsync(Checkpoint("q", 3), Cancel);

        Assert.Equal("queue_q_checkpoint_20260301_120000.json", first.ToString());
        Assert.Equal("queue_q_checkpoint_20260301_120001.json", sameSecond.ToString());
        Assert.Equal([later, sameSecond, first], await store.ListAsync("q", Cancel));
        Assert.Equal(3, (await store.NewestAsync("q", Cancel))!.Next);
    }

    [Fact]
    public async Task ListAsync_QueueWhoseNameGoesOn_IsAnother()
    {
        CheckpointStore store = new((await SandboxAsync()).Clients, Clock());
        await store.SaveAsync(Checkpoint("q_checkpoint_x", 1), Cancel);

        Assert.Empty(await store.ListAsync("q", Cancel));
        Assert.Single(await store.ListAsync("q_checkpoint_x", Cancel));
    }

    [Fact]
    public async Task DeleteOldAsync_OlderThan30Days_LeavesTheOthersAndStrangers()
    {
        StoreSandbox sandbox = await SandboxAsync();
        ManualTimeProvider clock = Clock();
        CheckpointStore store = new(sandbox.Clients, clock);
        await sandbox.Clients.Container(StorageNames.Containers.Checkpoints).PutAsync("notes.txt", new BinaryData("x"), Cancel);
        CheckpointName old = await store.SaveAsync(Checkpoint("q", 1), Cancel);
        clock.Advance(TimeSpan.FromDays(30));
        CheckpointName young = await store.SaveAsync(Checkpoint("q", 2), Cancel);
        Assert.Empty(await store.DeleteOldAsync(Cancel));
        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal([old], await store.DeleteOldAsync(Cancel));

        Assert.Equal([young], await store.ListAsync("q", Cancel));
        Assert.True(await sandbox.Clients.Container(StorageNames.Containers.Checkpoints).ExistsAsync("notes.txt", Cancel));
    }

    [Theory]
    [InlineData("""{"schema":1,"queue_id":"q","total":5,"next":6,"done":1}""", "next is 6, allowed is 0 to the total of 5")]
    [InlineData("""{"schema":1,"queue_id":"other","total":5,"next":1,"done":1}""", "it is of queue other")]
    [InlineData("""{"schema":2,"queue_id":"q","total":5,"next":1,"done":1}""", "it was written by a newer program")]
    [InlineData("""{"schema":1,"queue_id":"q"}""", "is damaged")]
    [InlineData("""{"schema":""", "is damaged")]
    public async Task LoadAsync_BadCheckpoint_SaysWhatIsWrong(string json, string reason)
    {
        StoreSandbox sandbox = await SandboxAsync();
        CheckpointName name = new("q", StoreSandbox.Start);
        await sandbox.Clients.Container(StorageNames.Containers.Checkpoints).PutAsync(name.ToString(), new BinaryData(json), Cancel);

        StoredDocumentException error = await Assert.ThrowsAsync<StoredDocumentException>(
            () => new CheckpointStore(sandbox.Clients, Clock()).LoadAsync(name, Cancel));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SaveAsync_DoesNotHoldTogether_IsRefused()
    {
        CheckpointStore store = new((await SandboxAsync()).Clients, Clock());

        StoredDocumentException error = await Assert.ThrowsAsync<StoredDocumentException>(() => store.SaveAsync(new QueueCheckpoint("q", 5, 6, 0), Cancel));

        Assert.Equal("The checkpoint of queue q cannot be saved: next is 6, allowed is 0 to the total of 5.", error.Message);
    }

    private static QueueCheckpoint Checkpoint(string queue, int next) => new(queue, 10, next, next);

    private sealed class Adapter(CheckpointStore store) : IContractStore
    {
        public async Task<bool> AddAsync(string key, string text)
        {
            await store.SaveAsync(Checkpoint(key, 1) with { State = Texts.Json(text) }, Cancel);
            return true;
        }

        public async Task<string?> ReadAsync(string key) => await store.NewestAsync(key, Cancel) is { } checkpoint ? Texts.Text(checkpoint.State!.Value) : null;
    }
}
