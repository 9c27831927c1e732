using System.Text;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Storage.Documents;
using ServerlessTraining.Storage.LiveModels;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Tables;
using ServerlessTraining.Storage.Tests.Contract;
using ServerlessTraining.Storage.TrainedModels;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Storage.Tests.LiveModels;

public sealed class LiveModelStoreTests(AzuriteFixture azurite) : InsertingStoreContract(azurite)
{
    private static readonly Symbol Btc = Symbol.Parse("BTCUSDT");

    protected override IReadOnlyList<string> Tables => [StorageNames.Tables.LiveModels];

    protected override IReadOnlyList<string> Containers => [StorageNames.Containers.Models];

    protected override IContractStore Open(StorageClients data, TimeProvider clock) => new Adapter(Store(data));

    [Fact]
    public async Task HistoryAsync_ManyVersions_GivesEachOnceTheNewestFirst()
    {
        string[] keys = [.. Enumerable.Range(0, 23).Select(i => $"job/{i}")];

        await PagingLaws.EachOnceInOrderAsync((IListingStore)await OpenAsync(), keys, keys.Reverse());
    }

    [Fact]
    public async Task PublishAsync_ManyAtOnce_AllAreKeptAndTheLastIsLive()
    {
        LiveModelStore store = Store((await SandboxAsync()).Clients);

        (StoredLiveModel Model, bool IsNew)[] published = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => store.PublishAsync(Model($"{i}"), Files($"{i}"), Cancel)));

        Assert.Equal(Enumerable.Range(1, 6), published.Select(one => one.Model.Version).Order());
        Assert.All(published, one => Assert.True(one.IsNew));
        StoredLiveModel live = (await store.FindLiveAsync(Btc, Timeframe.H1, Cancel))!;
        Assert.Equal((6, 5), (live.Version, live.Previous));
        foreach ((StoredLiveModel model, _) in published) Assert.Equal(model.SourceId, Encoding.UTF8.GetString((await store.ReadFilesAsync(model, Cancel))["model.txt"]));
    }

    [Fact]
    public async Task PublishAsync_AfterARollback_GoesBackToWhatWasLive()
    {
        LiveModelStore store = Store((await SandboxAsync()).Clients);
        StoredLiveModel[] versions = [await PublishAsync(store, "a"), await PublishAsync(store, "b")];
        Assert.True(await store.SetLiveAsync(versions[1], versions[0], Cancel));

        StoredLiveModel next = await PublishAsync(store, "c");

        Assert.Equal((3, 1), (next.Version, next.Previous));
    }

    [Fact]
    public async Task SetLiveAsync_AnotherIsLiveByNow_ChangesNothing()
    {
        LiveModelStore store = Store((await SandboxAsync()).Clients);
        StoredLiveModel[] versions = [await PublishAsync(store, "a"), await PublishAsync(store, "b"), await PublishAsync(store, "c")];

        Assert.False(await store.SetLiveAsync(versions[1], versions[0], Cancel));

        Assert.Equal(3, (await store.FindLiveAsync(Btc, Timeframe.H1, Cancel))!.Version);
    }

    [Fact]
    public async Task SetLiveAsync_EachCallFailsOnce_HappensOnce()
    {
        StorageFaults faults = new();

        await faults.FailEachCallAsync(
            async _ =>
            {
                StoreSandbox sandbox = await SandboxAsync();
                LiveModelStore store = Store(sandbox.Clients);
                StoredLiveModel first = await PublishAsync(store, "a");
                StoredLiveModel second = await PublishAsync(store, "b");
                Assert.True(await Store(sandbox.Open(faults)).SetLiveAsync(second, first, Cancel));
                Assert.Equal(1, (await store.FindLiveAsync(Btc, Timeframe.H1, Cancel))!.Version);
                Assert.Equal(3, (await PublishAsync(store, "c")).Version);
            },
            Print,
            FaultKinds);
    }

    [Fact]
    public async Task PageAsync_SeveralMarkets_GivesTheLiveModelOfEach()
    {
        LiveModelStore store = Store((await SandboxAsync()).Clients);
        foreach (Timeframe timeframe in (Timeframe[])[Timeframe.H4, Timeframe.H1]) await PublishAsync(store, "a", timeframe);
        await PublishAsync(store, "b");

        StoredPage<StoredLiveModel> first = await store.PageAsync(1, null, Cancel);
        StoredPage<StoredLiveModel> rest = await store.PageAsync(10, first.Continuation, Cancel);

        Assert.Equal([("1h", 2), ("4h", 1)], first.Items.Concat(rest.Items).Select(model => (model.Timeframe.Name, model.Version)));
    }

    [Fact]
    public async Task ReadFilesAsync_Gone_SaysWhatToDo()
    {
        StoreSandbox sandbox = await SandboxAsync();
        LiveModelStore store = Store(sandbox.Clients);
        StoredLiveModel model = await PublishAsync(store, "a");
        await sandbox.Clients.Container(StorageNames.Containers.Models).DeleteAllAsync("", Cancel);

        StoredDocumentException error = await Assert.ThrowsAsync<StoredDocumentException>(() => store.ReadFilesAsync(model, Cancel));

        Assert.Equal(
            $"The files of version 1 of BTCUSDT 1h are gone from models/{model.Place}. Restore them from a copy, or roll back to another version.", error.Message);
    }

    private static LiveModelStore Store(StorageClients data) => new(data, new ModelStore(data, Clock()));

    private static async Task<StoredLiveModel> PublishAsync(LiveModelStore store, string id, Timeframe? timeframe = null) =>
        (await store.PublishAsync(Model(id) with { Timeframe = timeframe ?? Timeframe.H1 }, Files(id), Cancel)).Model;

    private static StoredLiveModel Model(string id) =>
        new(Btc, Timeframe.H1, "job", id, StoreSandbox.Start, "ridge", "v1", 0.5, Texts.Json("figures"), "hash");

    private static Dictionary<string, byte[]> Files(string text) =>
        new(StringComparer.Ordinal) { ["manifest.json"] = "{}"u8.ToArray(), ["model.txt"] = Encoding.UTF8.GetBytes(text) };

    /// <summary>The text is in the figures.</summary>
    private sealed class Adapter(LiveModelStore store) : IListingStore
    {
        public async Task<bool> AddAsync(string key, string text) =>
            (await store.PublishAsync(Model(key) with { Figures = Texts.Json(text) }, Files(text), Cancel)).IsNew;

        public async Task<string?> ReadAsync(string key) =>
            await store.FindBySourceAsync(Btc, Timeframe.H1, "job", key, Cancel) is { } model ? Texts.Text(model.Figures) : null;

        public async Task<StoredPage<string>> PageAsync(int limit, string? continuation) =>
            (await store.HistoryAsync(Btc, Timeframe.H1, limit, continuation, Cancel)).Select(model => model.SourceId);
    }
}
