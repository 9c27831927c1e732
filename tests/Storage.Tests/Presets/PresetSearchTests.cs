using System.Globalization;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Presets;
using ServerlessTraining.Storage.Presets;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Tables;
using ServerlessTraining.Storage.Tests.Contract;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Storage.Tests.Presets;

public sealed class PresetSearchTests(AzuriteFixture azurite)
{
    private const string First = "BTCUSDT_1h_v2_LightGBM_multi_h1-3";
    private const string Second = "BTCUSDT_30m_v1_Ridge_single_h1";
    private const string Third = "ETHUSDT_1h_v2_LightGBM_single_h3";
    private const int Slow = 10_000;

    [Fact]
    public async Task PageAsync_EachCondition_GivesThePresetsOfIt()
    {
        PresetStore store = await FilledAsync();

        await FoundAsync(store, new PresetFilter { Horizon = 3 }, First, Third);
        await FoundAsync(store, new PresetFilter { Status = PresetStatus.Candidate }, Second);
        await FoundAsync(store, new PresetFilter { MinMetric = 0.56 }, First);
        await FoundAsync(store, new PresetFilter { MinMetric = 0 }, First, Second, Third);
        await FoundAsync(store, new PresetFilter { MinMetric = 1 });
        await FoundAsync(store, new PresetFilter { AutoValidated = true }, First);
        await FoundAsync(store, new PresetFilter { AutoValidated = false }, Second, Third);
        await FoundAsync(store, new PresetFilter { UpdatedFrom = StoreSandbox.Start.AddDays(1) }, Second, Third);
        await FoundAsync(store, new PresetFilter { Text = "RIDGE small" }, Second);
        await FoundAsync(store, new PresetFilter { Text = "eth" }, Third);
        await FoundAsync(store, new PresetFilter { Text = "eth small" });
        PresetFilter several = new() { Symbol = Symbol.Parse("BTCUSDT"), Timeframe = Timeframe.H1, FeatureSystem = "v2", Architecture = "LightGBM", Horizon = 1 };
        await FoundAsync(store, several, First);
        await FoundAsync(store, new PresetFilter { Sort = PresetSort.Updated }, Third, Second, First);
        await FoundAsync(store, new PresetFilter { Sort = PresetSort.Metric }, First, Third, Second);
    }

    [Fact]
    public async Task PageAsync_Line_HasWhatListsShow()
    {
        PresetStore store = await FilledAsync();

        PresetSummary line = Assert.Single((await store.PageAsync(new PresetFilter { Text = First }, 10, null, Cancel)).Items);

        Assert.Equal(new PresetSummary(First, 1, StoreSandbox.Start, 0.57) { Status = PresetStatus.Published, AutoValidated = true, Description = "for trends" }, line);
    }

    [Theory]
    [InlineData(PresetSort.Name)]
    [InlineData(PresetSort.Updated)]
    [InlineData(PresetSort.Metric)]
    public async Task PageAsync_PagesOfAnyOrder_GiveEachOnce(PresetSort sort)
    {
        PresetStore store = await StoreAsync();
        string[] names = [.. Enumerable.Range(1, 7).Select(i => string.Create(CultureInfo.InvariantCulture, $"BTCUSDT_1h_v2_LightGBM_single_h{i}"))];
        foreach ((int i, string name) in names.Index()) await SaveAsync(store, name, i % 3 == 0 ? null : 0.5 + (i % 2 / 10.0), day: i / 2);
        PresetFilter filter = new() { Sort = sort };
        string[] whole = await NamesAsync(store, filter, 100);

        List<string> paged = [];
        string? continuation = null;
        do
        {
            StoredPage<PresetSummary> page = await store.PageAsync(filter, 2, continuation, Cancel);
            paged.AddRange(page.Items.Select(preset => preset.Name));
            continuation = page.Continuation;
        }
        while (continuation is not null);

        Assert.Equal(names, whole.Order(StringComparer.Ordinal));
        Assert.Equal(whole, paged);
    }

    [Fact]
    public async Task PageAsync_ContinuationOfAnotherOrder_IsRefused()
    {
        PresetStore store = await FilledAsync();
        string continuation = (await store.PageAsync(new PresetFilter(), 1, null, Cancel)).Continuation!;

        await Assert.ThrowsAsync<ContinuationTokenException>(() => store.PageAsync(new PresetFilter { Sort = PresetSort.Metric }, 1, continuation, Cancel));
    }

    [Fact]
    public async Task SaveAsync_TwentyAtOnce_KeepsAllNumbered()
    {
        PresetStore store = await StoreAsync();

        StoredPreset[] saved = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => store.SaveAsync(Draft(First, $"content {i}"), StoreSandbox.Start, $"save {i}", Cancel)));

        PresetVersions history = await store.HistoryAsync(PresetName.Parse(First), Cancel);
        Assert.Equal(Enumerable.Range(1, 20), history.Versions.Select(version => version.Version));
        Assert.Equal(
            Enumerable.Range(0, 20).Select(i => $"print of content {i}").Order(StringComparer.Ordinal),
            history.Versions.Select(version => version.ContentFingerprint).Order(StringComparer.Ordinal));
        foreach (StoredPreset one in saved) Assert.Equal(one.ContentFingerprint, history.Versions.Single(version => version.Version == one.Version).ContentFingerprint);
        Assert.Equal(20, Assert.Single((await store.PageAsync(new PresetFilter(), 10, null, Cancel)).Items).Version);
    }

    /// <summary>A step that runs twice gets the version that it made, also where another was saved meanwhile or the name was deleted.</summary>
    [Fact]
    public async Task SaveAsync_SameSaveAfterOthers_GivesItsOwnVersion()
    {
        PresetStore store = await StoreAsync();
        StoredPreset first = await store.SaveAsync(Draft(First, "one"), StoreSandbox.Start, "save 1", Cancel);
        await store.SaveAsync(Draft(First, "two"), StoreSandbox.Start, "save 2", Cancel);
        await store.DeleteAsync(PresetName.Parse(First), "old", StoreSandbox.Start, "delete", Cancel);

        StoredPreset again = await store.SaveAsync(Draft(First, "one"), StoreSandbox.Start, "save 1", Cancel);

        Assert.Equal((first.Version, first.ContentFingerprint), (again.Version, again.ContentFingerprint));
        Assert.Equal(2, (await store.HistoryAsync(PresetName.Parse(First), Cancel)).Latest);
    }

    [Fact]
    [Trait("Category", "slow")]
    public async Task PageAsync_TenThousandPresets_FindsTheOneAndOrdersTheRest()
    {
        StorageClients clients = (await SandboxAsync()).Clients;
        IEnumerable<PresetDraft> drafts = Enumerable.Range(0, Slow).Select(i =>
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"COIN{i % 100}_1h_v2_LightGBM_single_h{1 + (i / 100)}");
            return Draft(name, "content") with { BestMetric = i / 10_000.0, Description = $"number {i}" };
        });
        await ManyPresets.FillAsync(clients, [.. drafts], StoreSandbox.Start, Cancel);
        PresetStore store = new(clients);

        await FoundAsync(store, new PresetFilter { Text = "number 7777" }, "COIN77_1h_v2_LightGBM_single_h78");
        await FoundAsync(store, new PresetFilter { MinMetric = 0.9998, Sort = PresetSort.Metric }, "COIN99_1h_v2_LightGBM_single_h100", "COIN98_1h_v2_LightGBM_single_h100");
        Assert.Equal(100, (await NamesAsync(store, new PresetFilter { Horizon = 5 }, 1000)).Length);
        IAsyncEnumerable<PresetSummary> all = StoredPages.AllAsync(token => store.PageAsync(new PresetFilter(), 1000, token, Cancel));
        Assert.Equal(Slow, await all.Select(preset => preset.Name).Distinct().CountAsync(Cancel));
    }

    private static async Task FoundAsync(PresetStore store, PresetFilter filter, params string[] names) => Assert.Equal(names, await NamesAsync(store, filter, 100));

    private static async Task<string[]> NamesAsync(PresetStore store, PresetFilter filter, int limit) =>
        [.. (await store.PageAsync(filter, limit, null, Cancel)).Items.Select(preset => preset.Name)];

    private static PresetDraft Draft(string name, string content) =>
        new(PresetName.Parse(name), Texts.Json(content), $"print of {content}", "a change") { Status = PresetStatus.Published };

    private static Task<StoredPreset> SaveAsync(PresetStore store, string name, double? metric, int day) =>
        store.SaveAsync(Draft(name, "content") with { BestMetric = metric }, StoreSandbox.Start.AddDays(day), "save", Cancel);

    private Task<StoreSandbox> SandboxAsync() =>
        StoreSandbox.CreateAsync(azurite, [StorageNames.Tables.Presets, StorageNames.Tables.PresetHistory, StorageNames.Tables.PresetPerformance]);

    private async Task<PresetStore> StoreAsync() => new((await SandboxAsync()).Clients);

    private async Task<PresetStore> FilledAsync()
    {
        PresetStore store = await StoreAsync();
        PresetDraft[] drafts =
        [
            Draft(First, "1") with { BestMetric = 0.57, AutoValidated = true, Description = "for trends" },
            Draft(Second, "2") with { BestMetric = 0.52, Status = PresetStatus.Candidate, Description = "a small one" },
            Draft(Third, "3") with { BestMetric = 0.55 },
        ];
        foreach ((int day, PresetDraft draft) in drafts.Index()) await store.SaveAsync(draft, StoreSandbox.Start.AddDays(day), "save", Cancel);
        return store;
    }
}
