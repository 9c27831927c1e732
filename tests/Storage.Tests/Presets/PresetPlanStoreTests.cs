using ServerlessTraining.Storage.Presets;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Tables;
using ServerlessTraining.Storage.Tests.Contract;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Storage.Tests.Presets;

public sealed class PresetPlanStoreTests(AzuriteFixture azurite) : ChangingStoreContract(azurite)
{
    protected override IReadOnlyList<string> Tables => [StorageNames.Tables.PresetPlans];

    protected override IContractStore Open(StorageClients data, TimeProvider clock) => new Adapter(new PresetPlanStore(data));

    [Fact]
    public async Task PageAsync_ManyPlans_GivesEachOnceTheNewestFirst()
    {
        string[] keys = [.. Enumerable.Range(0, 23).Select(i => $"plan/{i}")];

        await PagingLaws.EachOnceInOrderAsync((IListingStore)await OpenAsync(), keys, keys.Reverse());
    }

    [Fact]
    public async Task CountAsync_EntriesThatEnded_AreInTheList()
    {
        PresetPlanStore store = new((await SandboxAsync()).Clients);
        PresetPlanEntryStatus[] ends = [PresetPlanEntryStatus.Published, PresetPlanEntryStatus.Kept, PresetPlanEntryStatus.Failed, PresetPlanEntryStatus.Cancelled];
        await store.CreateAsync(Plan("a", 0), [.. Enumerable.Range(1, 5).Select(number => Entry(number)), Entry(6) with { Status = PresetPlanEntryStatus.Skipped }], Cancel);
        foreach ((int place, PresetPlanEntryStatus end) in ends.Index()) await store.ChangeEntryAsync("a", place + 1, old => old with { Status = end }, Cancel);

        await store.CountAsync("a", Cancel);

        PresetPlan plan = Assert.Single((await store.PageAsync(10, null, Cancel)).Items);
        Assert.Equal((6, 2, 1, 1, 1), (plan.Entries, plan.Done, plan.Failed, plan.Skipped, plan.Cancelled));
        Assert.Equal([1, 2, 3, 4, 5, 6], (await store.EntriesAsync("a", Cancel)).Select(entry => entry.Number));
    }

    [Fact]
    public async Task CreateAsync_Again_LeavesThePlanAndItsEntries()
    {
        PresetPlanStore store = new((await SandboxAsync()).Clients);
        Assert.True(await store.CreateAsync(Plan("a", 0), [Entry(1)], Cancel));
        await store.ChangeEntryAsync("a", 1, old => old with { Status = PresetPlanEntryStatus.Published, Version = 3 }, Cancel);

        Assert.False(await store.CreateAsync(Plan("a", 5), [Entry(1), Entry(2)], Cancel));

        Assert.Equal(3, Assert.Single(await store.EntriesAsync("a", Cancel)).Version);
        Assert.Null(await store.FindEntryAsync("a", 2, Cancel));
    }

    private static PresetPlan Plan(string id, int minute) => new(id, PresetPlanStatus.Pending, StoreSandbox.Start.AddMinutes(minute), Texts.Json("request"));

    private static PresetPlanEntry Entry(int number) => new(number, 100, $"BTCUSDT_1h_v1_Ridge_single_h{number}", PresetPlanEntryStatus.Pending, Texts.Json("spec"));

    private sealed class Adapter(PresetPlanStore store) : IChangingStore, IListingStore
    {
        private int minute;

        public Task<bool> AddAsync(string key, string text) => store.CreateAsync(Plan(key, minute++) with { Request = Texts.Json(text) }, [], Cancel);

        public async Task<string?> ReadAsync(string key) => await store.FindAsync(key, Cancel) is { } plan ? Texts.Text(plan.Request) : null;

        public Task ChangeAsync(string key, Func<string, string> change) =>
            store.ChangeAsync(key, plan => plan with { Request = Texts.Json(change(Texts.Text(plan.Request))), Status = PresetPlanStatus.Running }, Cancel);

        public async Task<StoredPage<string>> PageAsync(int limit, string? continuation) => (await store.PageAsync(limit, continuation, Cancel)).Select(plan => plan.Id);
    }
}
