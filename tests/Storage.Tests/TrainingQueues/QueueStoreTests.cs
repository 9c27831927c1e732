using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Tables;
using ServerlessTraining.Storage.Tests.Contract;
using ServerlessTraining.Storage.TrainingQueues;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Storage.Tests.TrainingQueues;

public sealed class QueueStoreTests(AzuriteFixture azurite) : ChangingStoreContract(azurite)
{
    protected override IReadOnlyList<string> Tables => [StorageNames.Tables.Queues, StorageNames.Tables.QueueItems];

    protected override IContractStore Open(StorageClients data, TimeProvider clock) => new Adapter(new QueueStore(data, clock));

    [Fact]
    public async Task PageAsync_ManyQueues_GivesEachOnceTheNewestFirst()
    {
        string[] keys = [.. Enumerable.Range(0, 23).Select(i => $"queue/{i}")];

        await PagingLaws.EachOnceInOrderAsync((IListingStore)await OpenAsync(), keys, keys.Reverse());
    }

    [Fact]
    public async Task MoveAsync_TwoAtOnce_OneMovesIt()
    {
        QueueStore store = await StoreAsync();
        await store.CreateAsync(Queue("q"), [], Cancel);

        QueueRecord?[] moved = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => store.MoveAsync("q", [QueueState.Pending], Running, Cancel)));

        Assert.Single(moved, queue => queue is not null);
        Assert.Equal(QueueState.Running, (await store.FindAsync("q", Cancel))!.State);
    }

    [Fact]
    public async Task MoveAsync_AnotherState_LeavesIt()
    {
        QueueStore store = await StoreAsync();
        await store.CreateAsync(Queue("q"), [], Cancel);

        Assert.Null(await store.MoveAsync("q", [QueueState.Paused], Running, Cancel));

        Assert.Equal(QueueState.Pending, (await store.FindAsync("q", Cancel))!.State);
    }

    [Fact]
    public async Task PageAsync_State_GivesTheQueuesInIt()
    {
        QueueStore store = await StoreAsync();
        await store.CreateAsync(Queue("a"), [], Cancel);
        await store.CreateAsync(Queue("b"), [], Cancel);
        await store.MoveAsync("b", [QueueState.Pending], Running, Cancel);
        await store.SetCountersAsync("b", new QueueCounters(13, 5, 1, 2, 3), Cancel);

        QueueSummary only = Assert.Single((await store.PageAsync(QueueState.Running, 10, null, Cancel)).Items);

        Assert.Equal(new QueueSummary("b", "name of b", QueueState.Running, StoreSandbox.Start, new QueueCounters(13, 5, 1, 2, 3)), only);
    }

    [Fact]
    public async Task RunningAsync_OneBeats_GivesItsLastBeat()
    {
        QueueStore store = await StoreAsync();
        foreach (string id in (string[])["a", "b", "c"]) await store.CreateAsync(Queue(id), [], Cancel);
        foreach (string id in (string[])["a", "b"]) await store.MoveAsync(id, [QueueState.Pending], Running, Cancel);
        await store.BeatAsync("a", "host", Cancel);

        List<QueueHeartbeat> running = await store.RunningAsync(Cancel).ToListAsync(Cancel);

        Assert.Equal([("a", StoreSandbox.Start), ("b", (DateTimeOffset?)null)], running.Select(queue => (queue.Queue.Id, queue.LastBeat)));
    }

    [Fact]
    public async Task BeatAsync_WhileTheQueueMoves_LosesNeither()
    {
        QueueStore store = await StoreAsync();
        await store.CreateAsync(Queue("q"), [], Cancel);

        await Task.WhenAll(store.BeatAsync("q", "host", Cancel), store.MoveAsync("q", [QueueState.Pending], Running, Cancel));

        Assert.Equal(StoreSandbox.Start, await store.LastBeatAsync("q", Cancel));
        Assert.Equal(QueueState.Running, (await store.FindAsync("q", Cancel))!.State);
    }

    [Fact]
    public async Task Items_MoreThanATransaction_ComeInOrderByPages()
    {
        QueueStore store = await StoreAsync();
        await store.CreateAsync(Queue("q"), [.. Enumerable.Range(0, 130).Select(Item)], Cancel);

        List<int> indexes = [];
        string? continuation = null;
        do
        {
            StoredPage<QueueItem> page = await store.ItemsAsync("q", 50, continuation, Cancel);
            indexes.AddRange(page.Items.Select(item => item.Index));
            continuation = page.Continuation;
        }
        while (continuation is not null);

        Assert.Equal(Enumerable.Range(0, 130), indexes);
    }

    [Fact]
    public async Task ItemsIn_AfterAChange_GivesTheItemsOfTheState()
    {
        QueueStore store = await StoreAsync();
        await store.CreateAsync(Queue("q"), [.. Enumerable.Range(0, 12).Select(Item)], Cancel);

        await store.ChangeItemAsync("q", 10, item => item with { State = QueueItemState.Skipped, Reason = "trained by run r" }, Cancel);
        await store.ChangeItemAsync("q", 2, item => item with { State = QueueItemState.Skipped }, Cancel);

        Assert.Equal([2, 10], await store.ItemsInAsync("q", QueueItemState.Skipped, Cancel).ToListAsync(Cancel));
        Assert.Equal(10, await store.ItemsInAsync("q", QueueItemState.Pending, Cancel).CountAsync(Cancel));
        Assert.Equal("trained by run r", (await store.FindItemAsync("q", 10, Cancel))!.Reason);
    }

    [Fact]
    public async Task CreateAsync_QueueIsThere_LeavesItsItems()
    {
        QueueStore store = await StoreAsync();
        await store.CreateAsync(Queue("q"), [Item(0)], Cancel);

        Assert.False(await store.CreateAsync(Queue("q"), [Item(0) with { ConfigurationHash = "other" }], Cancel));

        Assert.Equal("hash 0", (await store.FindItemAsync("q", 0, Cancel))!.ConfigurationHash);
    }

    private static QueueRecord Queue(string id) => new(id, $"name of {id}", QueueState.Pending, StoreSandbox.Start, new QueueCounters(0), Texts.Json("grid"));

    private static QueueItem Item(int index) => new(index, QueueItemState.Pending, $"hash {index}", Texts.Json("configuration"));

    private static QueueRecord Running(QueueRecord queue) => queue with { State = QueueState.Running };

    private async Task<QueueStore> StoreAsync() => new((await SandboxAsync()).Clients, Clock());

    private sealed class Adapter(QueueStore store) : IChangingStore, IListingStore
    {
        private int minute;

        public Task<bool> AddAsync(string key, string text) =>
            store.CreateAsync(Queue(key) with { Grid = Texts.Json(text), Created = StoreSandbox.Start.AddMinutes(minute++) }, [Item(0), Item(1)], Cancel);

        public async Task<string?> ReadAsync(string key) => await store.FindAsync(key, Cancel) is { } queue ? Texts.Text(queue.Grid) : null;

        public Task ChangeAsync(string key, Func<string, string> change) =>
            store.MoveAsync(key, [QueueState.Pending], queue => queue with { Grid = Texts.Json(change(Texts.Text(queue.Grid))) }, Cancel);

        public async Task<StoredPage<string>> PageAsync(int limit, string? continuation) =>
            (await store.PageAsync(null, limit, continuation, Cancel)).Select(queue => queue.Id);
    }
}
