using ServerlessTraining.Domain.Market;
using ServerlessTraining.Storage.CandleRuns;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Tables;
using ServerlessTraining.Storage.Tests.Contract;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Storage.Tests.CandleRuns;

public sealed class CandleRunStoreTests(AzuriteFixture azurite) : ChangingStoreContract(azurite)
{
    protected override IReadOnlyList<string> Tables => [StorageNames.Tables.CandleRuns];

    protected override IReadOnlyList<string> Containers => [StorageNames.Containers.CandleRuns];

    protected override IContractStore Open(StorageClients data, TimeProvider clock) => new Adapter(new CandleRunStore(data));

    [Fact]
    public async Task PageAsync_ManyRuns_GivesEachOnceTheNewestFirst()
    {
        string[] keys = [.. Enumerable.Range(0, 23).Select(i => $"run/{i}")];

        await PagingLaws.EachOnceInOrderAsync((IListingStore)await OpenAsync(), keys, keys.Reverse());
    }

    [Fact]
    public async Task AddAsync_SeveralInOneSecond_EachHasAnIdOfItsOwn()
    {
        CandleRunStore store = new((await SandboxAsync()).Clients);

        CandleRun[] added = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => store.AddAsync(Run("", 0), Cancel)));

        Assert.Equal(["20260301_120000", "20260301_120000_2", "20260301_120000_3"], added.Select(run => run.Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task LatestAsync_Several_GivesTheNewest()
    {
        CandleRunStore store = new((await SandboxAsync()).Clients);
        Assert.Null(await store.LatestAsync(Cancel));
        await store.AddAsync(Run("", 5), Cancel);
        await store.AddAsync(Run("", 3), Cancel);

        Assert.Equal("20260301_120500", (await store.LatestAsync(Cancel))!.Id);
    }

    [Fact]
    public async Task DeleteAsync_WithArtifacts_TakesBoth()
    {
        CandleRunStore store = new((await SandboxAsync()).Clients);
        await store.InsertAsync(Run("r", 0), Cancel);
        await store.WriteArtifactsAsync("r", new Dictionary<string, byte[]>(StringComparer.Ordinal) { ["run_meta.json"] = [1], ["model.txt"] = [2] }, Cancel);
        Assert.Equal(["model.txt", "run_meta.json"], (await store.ReadArtifactsAsync("r", Cancel))!.Keys.Order(StringComparer.Ordinal));

        Assert.True(await store.DeleteAsync("r", Cancel));
        Assert.False(await store.DeleteAsync("r", Cancel));

        Assert.Null(await store.FindAsync("r", Cancel));
        Assert.Null(await store.ReadArtifactsAsync("r", Cancel));
        Assert.Empty((await store.PageAsync(10, null, Cancel)).Items);
    }

    [Fact]
    public async Task OfBatchAsync_SeveralBatches_GivesTheRunsOfOneInOrderOfTheirCandles()
    {
        CandleRunStore store = new((await SandboxAsync()).Clients);
        CandleRun[] runs = [Run("late", 0), Run("early", 1) with { Candle = StoreSandbox.Start.AddYears(-2) }, Run("other", 2), Run("none", 3)];
        foreach (CandleRun run in runs) await store.InsertAsync(run with { BatchId = run.Id switch { "none" => null, "other" => "ba", _ => "b" } }, Cancel);

        await store.ChangeAsync("late", run => run with { Status = CandleRunStatus.Completed, Accuracy = 0.6, RocAuc = 0.7 }, Cancel);

        IReadOnlyList<CandleRunSummary> found = await store.OfBatchAsync("b", Cancel);
        Assert.Equal(["early", "late"], found.Select(run => run.Id));
        Assert.Equal((CandleRunStatus.Completed, "b", 0.6, 0.7), (found[1].Status, found[1].BatchId, found[1].Accuracy, found[1].RocAuc));
        Assert.Null(found[0].RocAuc);
    }

    private static CandleRun Run(string id, int minute) => new(
        id, Symbol.Parse("SPY"), Timeframe.D1, StoreSandbox.Start.AddYears(-1), CandleRunStatus.Started, StoreSandbox.Start.AddMinutes(minute), Texts.Json("config"));

    private sealed class Adapter(CandleRunStore store) : IChangingStore, IListingStore
    {
        private int minute;

        public Task<bool> AddAsync(string key, string text) => store.InsertAsync(Run(key, minute++) with { Config = Texts.Json(text) }, Cancel);

        public async Task<string?> ReadAsync(string key) => await store.FindAsync(key, Cancel) is { } run ? Texts.Text(run.Config) : null;

        public Task ChangeAsync(string key, Func<string, string> change) =>
            store.ChangeAsync(key, run => run with { Config = Texts.Json(change(Texts.Text(run.Config))) }, Cancel);

        public async Task<StoredPage<string>> PageAsync(int limit, string? continuation) =>
            (await store.PageAsync(limit, continuation, Cancel)).Select(run => run.Id);
    }
}
