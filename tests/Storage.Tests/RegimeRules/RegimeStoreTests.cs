using ServerlessTraining.Domain.Regimes;
using ServerlessTraining.Storage.RegimeRules;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Tables;
using ServerlessTraining.Storage.Tests.Contract;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Storage.Tests.RegimeRules;

public sealed class RegimeStoreTests(AzuriteFixture azurite) : ChangingStoreContract(azurite)
{
    protected override IReadOnlyList<string> Tables => [StorageNames.Tables.Regimes];

    protected override IContractStore Open(StorageClients data, TimeProvider clock) => new Adapter(new RegimeStore(data, clock));

    [Fact]
    public async Task CurrentAsync_NothingSaved_GivesTheDefaultsAsVersion0()
    {
        RegimeStore store = new((await SandboxAsync()).Clients, Clock());

        StoredRegimeRules current = await store.CurrentAsync(RegimeStore.DefaultSet, Cancel);

        Assert.Equal((0, RegimeRuleSet.Default), (current.Version, current.Rules));
    }

    [Fact]
    public async Task SaveAsync_StaleVersion_IsRefused()
    {
        RegimeStore store = new((await SandboxAsync()).Clients, Clock());
        await store.SaveAsync(RegimeStore.DefaultSet, RegimeRuleSet.Default, "one", 0, Cancel);

        Assert.Null(await store.SaveAsync(RegimeStore.DefaultSet, RegimeRuleSet.Default, "two", 0, Cancel));

        Assert.Equal("one", (await store.CurrentAsync(RegimeStore.DefaultSet, Cancel)).Description);
    }

    [Fact]
    public async Task HistoryAsync_ManyVersions_GivesEachOnceTheNewestFirst()
    {
        RegimeStore store = new((await SandboxAsync()).Clients, Clock());
        RegimeRuleSet edited = RegimeRuleSet.Default.Toggle("calm_ranging");
        for (int i = 0; i < 12; i++) await store.SaveAsync(RegimeStore.DefaultSet, i == 4 ? edited : RegimeRuleSet.Default, $"save {i}", i, Cancel);

        StoredPage<StoredRegimeRules> first = await store.HistoryAsync(RegimeStore.DefaultSet, 10, null, Cancel);
        StoredPage<StoredRegimeRules> rest = await store.HistoryAsync(RegimeStore.DefaultSet, 10, first.Continuation, Cancel);

        Assert.Equal(Enumerable.Range(1, 12).Reverse(), first.Items.Concat(rest.Items).Select(version => version.Version));
        Assert.Equal(edited, (await store.FindAsync(RegimeStore.DefaultSet, 5, Cancel))!.Rules);
        Assert.Null(await store.FindAsync(RegimeStore.DefaultSet, 13, Cancel));
    }

    /// <summary>The text is the description.</summary>
    private sealed class Adapter(RegimeStore store) : IChangingStore
    {
        public async Task<bool> AddAsync(string key, string text) => await store.SaveAsync(key, RegimeRuleSet.Default, text, 0, Cancel) is not null;

        public async Task<string?> ReadAsync(string key) => await store.CurrentAsync(key, Cancel) is { Version: > 0 } current ? current.Description : null;

        public async Task ChangeAsync(string key, Func<string, string> change)
        {
            StoredRegimeRules current;
            do current = await store.CurrentAsync(key, Cancel);
            while (await store.SaveAsync(key, current.Rules, change(current.Description), current.Version, Cancel) is null);
        }
    }
}
