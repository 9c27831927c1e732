using System.Text.Json;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Studies;
using ServerlessTraining.Storage.Tables;
using ServerlessTraining.Storage.Tests.Contract;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Storage.Tests.Studies;

public sealed class StudyStoreTests(AzuriteFixture azurite) : ChangingStoreContract(azurite)
{
    protected override IReadOnlyList<string> Tables => [StorageNames.Tables.Studies];

    protected override IContractStore Open(StorageClients data, TimeProvider clock) => new Adapter(new StudyStore(data));

    [Fact]
    public async Task PageAsync_ManyStudies_GivesEachOnceTheNewestFirst()
    {
        string[] keys = [.. Enumerable.Range(0, 23).Select(i => $"study/{i}")];

        await PagingLaws.EachOnceInOrderAsync((IListingStore)await OpenAsync(), keys, keys.Reverse());
    }

    [Fact]
    public async Task PageAsync_Filters_GiveWhatIsAskedForAsItStands()
    {
        StudyStore store = new((await SandboxAsync()).Clients);
        await store.InsertAsync(Study("a", 0), Cancel);
        await store.InsertAsync(Study("b", 1) with { Symbol = Symbol.Parse("ETHUSDT") }, Cancel);
        await store.InsertAsync(Study("c", 2) with { Timeframe = Timeframe.H4 }, Cancel);
        await store.ChangeAsync("a", study => study with { Status = StudyStatus.Completed, Phase = 4, Best = 0.6, Counters = new StudyCounters(85, 70, 10, 5) }, Cancel);

        StudySummary[] btc = [.. (await store.PageAsync(new StudyFilter(Symbol.Parse("BTC/USDT")), 10, null, Cancel)).Items];

        Assert.Equal(["c", "a"], btc.Select(study => study.Id));
        Assert.Equal((StudyStatus.Completed, 4, 0.6, 85), (btc[1].Status, btc[1].Phase, btc[1].Best, btc[1].Counters.Done));
        Assert.Equal(["b", "a"], (await store.PageAsync(new StudyFilter(Timeframe: Timeframe.H1), 10, null, Cancel)).Items.Select(study => study.Id));
        Assert.Equal(["a"], (await store.PageAsync(new StudyFilter(Symbol.Parse("BTCUSDT"), Status: StudyStatus.Completed), 10, null, Cancel)).Items.Select(study => study.Id));
    }

    private static StoredStudy Study(string id, int minute) => new(
        id, 1, Symbol.Parse("BTCUSDT"), Timeframe.H1, "lightgbm", "roc_auc", StudyStatus.Pending, StoreSandbox.Start.AddMinutes(minute), new StudyCounters(85, 0, 0, 0),
        Texts.Json("spec"));

    private sealed class Adapter(StudyStore store) : IChangingStore, IListingStore
    {
        private int minute;

        public Task<bool> AddAsync(string key, string text) => store.InsertAsync(Study(key, minute++) with { Spec = Texts.Json(text) }, Cancel);

        public async Task<string?> ReadAsync(string key) => await store.FindAsync(key, Cancel) is { } study ? Texts.Text(study.Spec) : null;

        public Task ChangeAsync(string key, Func<string, string> change) =>
            store.ChangeAsync(key, study => study with { Spec = Texts.Json(change(Texts.Text(study.Spec))), Status = StudyStatus.Running }, Cancel);

        public async Task<StoredPage<string>> PageAsync(int limit, string? continuation) =>
            (await store.PageAsync(new StudyFilter(), limit, continuation, Cancel)).Select(study => study.Id);
    }
}
