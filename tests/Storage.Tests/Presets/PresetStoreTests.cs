using System.Globalization;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Presets;
using ServerlessTraining.Storage.Presets;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Tables;
using ServerlessTraining.Storage.Tests.Contract;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Storage.Tests.Presets;

public sealed class PresetStoreTests(AzuriteFixture azurite) : StoreContract(azurite)
{
    private static readonly PresetName Name = PresetName.Parse("BTCUSDT_30m_v2_LSTM2Head_multi_h1-3-5-10");

    protected override IReadOnlyList<string> Tables => [StorageNames.Tables.Presets, StorageNames.Tables.PresetHistory, StorageNames.Tables.PresetPerformance];

    protected override string Key => Name.Text;

    /// <summary>A name has a form of its own; the oddest that it allows.</summary>
    protected override IReadOnlyList<string> OddKeys => [Name.Text, "BTCUSDT_1h_poc16+ma5_LightGBM_single_h1"];

    protected override IContractStore Open(StorageClients data, TimeProvider clock) => new Adapter(new PresetStore(data));

    [Fact]
    public async Task SaveAsync_ManyAtOnce_EachIsAVersion()
    {
        PresetStore store = await StoreAsync();

        await Task.WhenAll(Enumerable.Range(0, 5).Select(i => SaveAsync(store, Name, $"content {i}", $"save {i}")));

        PresetVersions history = await store.HistoryAsync(Name, Cancel);
        Assert.Equal(Enumerable.Range(1, 5), history.Versions.Select(version => version.Version));
        Assert.Equal(5, history.Versions.Select(version => version.ContentFingerprint).Distinct().Count());
        StoredPreset current = (await store.FindAsync(Name, Cancel))!;
        Assert.Equal((5, $"fingerprint of {Texts.Text(current.Content)}"), (current.Version, current.ContentFingerprint));
    }

    [Fact]
    public async Task SaveAsync_SameSaveAgain_IsOneVersion()
    {
        PresetStore store = await StoreAsync();

        await SaveAsync(store, Name, "content", "save");
        StoredPreset again = await SaveAsync(store, Name, "content", "save");

        Assert.Equal(1, again.Version);
        Assert.Equal(1, (await store.HistoryAsync(Name, Cancel)).Latest);
    }

    [Fact]
    public async Task DeleteAsync_ThenRestore_HidesAndShowsItAsItWas()
    {
        PresetStore store = await StoreAsync();
        await SaveAsync(store, Name, "one", "1");
        await SaveAsync(store, Name, "two", "2");

        await store.DeleteAsync(Name, "old", StoreSandbox.Start, "3", Cancel);
        Assert.Empty(await NamesAsync(store, new PresetFilter()));
        Assert.Equal([Name.Text], await NamesAsync(store, new PresetFilter { Deleted = true }));
        await Assert.ThrowsAsync<PresetRefusedException>(() => SaveAsync(store, Name, "three", "4"));
        StoredPreset restored = await store.RestoreAsync(Name, "needed", StoreSandbox.Start, "5", Cancel);

        Assert.Equal((2, "two", false), (restored.Version, Texts.Text(restored.Content), restored.IsDeleted));
        Assert.Equal([Name.Text], await NamesAsync(store, new PresetFilter { Symbol = Name.Symbol }));
        Assert.Empty(await NamesAsync(store, new PresetFilter { Deleted = true }));
        Assert.Equal("one", Texts.Text((await store.FindAsync(Name, 1, Cancel))!.Content));
    }

    [Fact]
    public async Task ImportAsync_DeletedName_MakesTheNextVersion()
    {
        PresetStore store = await StoreAsync();
        await SaveAsync(store, Name, "one", "1");
        await store.DeleteAsync(Name, "old", StoreSandbox.Start, "2", Cancel);

        StoredPreset imported = await store.ImportAsync(Draft(Name, "new"), StoreSandbox.Start, "3", Cancel);

        Assert.Equal((2, false), (imported.Version, imported.IsDeleted));
    }

    [Fact]
    public async Task PageAsync_Filters_GiveThePresetsOfThem()
    {
        PresetStore store = await StoreAsync();
        string[] names = ["BTCUSDT_1h_v2_LightGBM_single_h1", "BTCUSDT_30m_v1_Ridge_single_h1", "ETHUSDT_1h_v2_LightGBM_single_h1"];
        foreach (string name in names) await SaveAsync(store, PresetName.Parse(name), "content", "save");

        Assert.Equal(names, await NamesAsync(store, new PresetFilter()));
        Assert.Equal(names[..2], await NamesAsync(store, new PresetFilter { Symbol = Symbol.Parse("BTCUSDT") }));
        Assert.Equal([names[0], names[2]], await NamesAsync(store, new PresetFilter { Timeframe = Timeframe.H1 }));
        Assert.Equal([names[1]], await NamesAsync(store, new PresetFilter { FeatureSystem = "v1" }));
        Assert.Equal([names[0]], await NamesAsync(store, new PresetFilter { Symbol = Symbol.Parse("BTCUSDT"), Architecture = "LightGBM" }));
    }

    [Fact]
    public async Task PageAsync_ManyPresets_GivesEachOnceByName()
    {
        string[] keys = [.. Enumerable.Range(1, 23).Select(i => string.Create(CultureInfo.InvariantCulture, $"BTCUSDT_1h_v2_LightGBM_single_h{i}"))];

        await PagingLaws.EachOnceInOrderAsync((IListingStore)await OpenAsync(), keys, keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task PerformanceAsync_LoggedTwice_IsThereOnceTheNewestFirst()
    {
        PresetStore store = await StoreAsync();
        for (int i = 0; i < 3; i++)
        {
            PresetPerformance entry = new($"{i}", Name.Text, 1, StoreSandbox.Start.AddDays(i), Texts.Json("metrics"));
            Assert.True(await store.LogPerformanceAsync(entry, Cancel));
            Assert.False(await store.LogPerformanceAsync(entry, Cancel));
        }

        Assert.Equal(["2", "1", "0"], (await store.PerformanceAsync(Name, 10, null, Cancel)).Items.Select(entry => entry.Id));
    }

    private static PresetDraft Draft(PresetName name, string content) =>
        new(name, Texts.Json(content), $"fingerprint of {content}", "a change") { BestMetric = 0.5, Status = PresetStatus.Published, AutoValidated = true };

    private static Task<StoredPreset> SaveAsync(PresetStore store, PresetName name, string content, string id) =>
        store.SaveAsync(Draft(name, content), StoreSandbox.Start, id, Cancel);

    private static async Task<string[]> NamesAsync(PresetStore store, PresetFilter filter) =>
        [.. (await store.PageAsync(filter, 100, null, Cancel)).Items.Select(preset => preset.Name)];

    private async Task<PresetStore> StoreAsync() => new((await SandboxAsync()).Clients);

    private sealed class Adapter(PresetStore store) : IListingStore
    {
        public async Task<bool> AddAsync(string key, string text)
        {
            await store.SaveAsync(Draft(PresetName.Parse(key), text) with { ContentFingerprint = "fingerprint" }, StoreSandbox.Start, "save", Cancel);
            return true;
        }

        public async Task<string?> ReadAsync(string key) => await store.FindAsync(PresetName.Parse(key), Cancel) is { } preset ? Texts.Text(preset.Content) : null;

        public async Task<StoredPage<string>> PageAsync(int limit, string? continuation) =>
            (await store.PageAsync(new PresetFilter(), limit, continuation, Cancel)).Select(preset => preset.Name);
    }
}
