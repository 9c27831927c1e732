using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Storage.Runs;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Tables;
using ServerlessTraining.Storage.Tests.Contract;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Storage.Tests.Runs;

public sealed class RunStoreTests(AzuriteFixture azurite) : ChangingStoreContract(azurite)
{
    private static readonly Symbol Btc = Symbol.Parse("BTCUSDT");
    private static readonly Symbol Eth = Symbol.Parse("ETHUSDT");

    protected override IReadOnlyList<string> Tables => [StorageNames.Tables.Runs];

    protected override IContractStore Open(StorageClients data, TimeProvider clock) => new Adapter(new RunStore(data));

    [Fact]
    public async Task PageAsync_ManyRuns_GivesEachOnceTheNewestFirst()
    {
        string[] keys = [.. Enumerable.Range(0, 23).Select(i => $"run/{i}")];

        await PagingLaws.EachOnceInOrderAsync((IListingStore)await OpenAsync(), keys, keys.Reverse());
    }

    [Fact]
    public async Task PageAsync_EachFilter_GivesTheRunsOfIt()
    {
        RunStore store = await FilledAsync();

        Assert.Equal(["d", "c", "b", "a"], await IdsAsync(store, new RunFilter()));
        Assert.Equal(["b", "a"], await IdsAsync(store, new RunFilter { Symbol = Btc }));
        Assert.Equal(["c", "a"], await IdsAsync(store, new RunFilter { ModelType = "ridge" }));
        Assert.Equal(["d"], await IdsAsync(store, new RunFilter { Status = RunStatus.Failed }));
        Assert.Equal(["b"], await IdsAsync(store, new RunFilter { Kept = true }));
        Assert.Equal(["b"], await IdsAsync(store, new RunFilter { Regime = "calm/ranging" }));
        Assert.Equal(["d", "c"], await IdsAsync(store, new RunFilter { QueueId = "q2" }));
        Assert.Equal(["a"], await IdsAsync(store, new RunFilter { Symbol = Btc, ModelType = "ridge", Kept = false }));
        Assert.Equal(["d"], await IdsAsync(store, new RunFilter { Timeframe = Timeframe.D1 }));
        Assert.Equal(["c", "b"], await IdsAsync(store, new RunFilter { Tag = "t/1" }));
        Assert.Equal(["b"], await IdsAsync(store, new RunFilter { Tag = "t/1", Regime = "bull_trending", QueueId = "q1" }));
        Assert.Equal(["b"], await IdsAsync(store, new RunFilter { QueueId = "q1", Regime = "bull_trending" }));
    }

    [Theory]
    [InlineData(1, 3, "c b")]
    [InlineData(0, 1, "a")]
    [InlineData(3, null, "d")]
    [InlineData(null, 2, "b a")]
    public async Task PageAsync_Dates_FromIsInAndBeforeIsNot(int? from, int? before, string expected)
    {
        RunStore store = await FilledAsync();
        RunFilter filter = new() { From = from is { } f ? At(f) : null, Before = before is { } b ? At(b) : null };

        Assert.Equal(expected.Split(' '), await IdsAsync(store, filter));
    }

    [Fact]
    public async Task ChangeAsync_AnotherStatus_MovesItBetweenLists()
    {
        RunStore store = await FilledAsync();

        await store.ChangeAsync("a", run => run with { Status = RunStatus.Failed, Regimes = ["bull"] }, Cancel);

        Assert.Equal(["d", "a"], await IdsAsync(store, new RunFilter { Status = RunStatus.Failed }));
        Assert.Equal(["c", "b"], await IdsAsync(store, new RunFilter { Status = RunStatus.Completed }));
        Assert.Equal(["a"], await IdsAsync(store, new RunFilter { Regime = "bull" }));
    }

    [Fact]
    public async Task ChangeAsync_Deleted_StandsInTheListOfDeletedOnesOnly()
    {
        RunStore store = await FilledAsync();

        await store.ChangeAsync("b", run => run with { Deleted = At(9) }, Cancel);

        Assert.Equal(["d", "c", "a"], await IdsAsync(store, new RunFilter()));
        Assert.Empty(await IdsAsync(store, new RunFilter { Regime = "calm/ranging" }));
        Assert.Equal(["b"], await IdsAsync(store, new RunFilter { Deleted = true }));
    }

    [Fact]
    public async Task PageAsync_FilterThatFewRowsPass_FillsThePageAndGoesOnBehindIt()
    {
        RunStore store = new((await SandboxAsync()).Clients);
        for (int i = 0; i < 60; i++)
        {
            await store.InsertAsync(Run($"{i:d2}", Btc, "ridge", RunStatus.Completed, i) with { QueueId = "q", Regimes = i % 3 == 0 ? ["bull"] : ["calm"] }, Cancel);
        }

        RunFilter filter = new() { QueueId = "q", Regime = "bull" };
        StoredPage<RunSummary> first = await store.PageAsync(filter, 12, null, Cancel);
        StoredPage<RunSummary> rest = await store.PageAsync(filter, 12, first.Continuation, Cancel);

        Assert.Equal(12, first.Items.Count);
        Assert.Equal(Enumerable.Range(0, 20).Reverse().Select(i => $"{3 * i:d2}"), first.Items.Concat(rest.Items).Select(run => run.Id));
        Assert.Null(rest.Continuation);
        await Assert.ThrowsAsync<ContinuationTokenException>(() => store.PageAsync(filter with { Regime = "calm" }, 12, first.Continuation, Cancel));
    }

    [Fact]
    public async Task ChangeAsync_OtherTags_MovesItBetweenTheirLists()
    {
        RunStore store = await FilledAsync();

        await store.ChangeAsync("b", run => run with { Tags = ["new"] }, Cancel);

        Assert.Equal(["c"], await IdsAsync(store, new RunFilter { Tag = "t/1" }));
        Assert.Equal(["new"], Assert.Single((await store.PageAsync(new RunFilter { Tag = "new" }, 10, null, Cancel)).Items).Tags);
    }

    [Theory]
    [InlineData(9)]
    [InlineData(1001)]
    public async Task PageAsync_LimitOutOfRange_SaysWhatIsAllowed(int limit)
    {
        RunStore store = new((await SandboxAsync()).Clients);

        ServerlessTrainingException error = await Assert.ThrowsAsync<ServerlessTrainingException>(() => store.PageAsync(new RunFilter(), limit, null, Cancel));

        Assert.Equal($"limit is {limit}, allowed is 10 to 1000.", error.Message);
    }

    [Fact]
    public async Task PageAsync_ContinuationOfAnotherFilter_IsRefused()
    {
        RunStore store = new((await SandboxAsync()).Clients);
        for (int i = 0; i < 12; i++) await store.InsertAsync(Run($"{i}", Btc, "ridge", RunStatus.Completed, i), Cancel);
        StoredPage<RunSummary> page = await store.PageAsync(new RunFilter(), 10, null, Cancel);

        ContinuationTokenException error = await Assert.ThrowsAsync<ContinuationTokenException>(
            () => store.PageAsync(new RunFilter { Symbol = Btc }, 10, page.Continuation, Cancel));

        Assert.Contains("it belongs to another list, or to the same list with other filters", error.Message, StringComparison.Ordinal);
    }

    private static DateTimeOffset At(int minute) => StoreSandbox.Start.AddMinutes(minute);

    private static StoredRun Run(string id, Symbol symbol, string type, RunStatus status, int minute) => new(id, symbol, Timeframe.H1, type, status, At(minute));

    private static async Task<string[]> IdsAsync(RunStore store, RunFilter filter) =>
        [.. (await store.PageAsync(filter, RunStore.LargestPage, null, Cancel)).Items.Select(run => run.Id)];

    private async Task<RunStore> FilledAsync()
    {
        RunStore store = new((await SandboxAsync()).Clients);
        StoredRun[] runs =
        [
            Run("a", Btc, "ridge", RunStatus.Completed, 0) with { Kept = false, QueueId = "q1" },
            Run("b", Btc, "lightgbm", RunStatus.Completed, 1) with { Kept = true, QueueId = "q1", Regimes = ["bull_trending", "calm/ranging"], Tags = ["t/1"] },
            Run("c", Eth, "ridge", RunStatus.Completed, 2) with { Kept = false, QueueId = "q2", Tags = ["other", "t/1"] },
            Run("d", Eth, "lightgbm", RunStatus.Failed, 3) with { Timeframe = Timeframe.D1, QueueId = "q2" },
        ];
        foreach (StoredRun run in runs) Assert.True(await store.InsertAsync(run, Cancel));
        return store;
    }

    private sealed class Adapter(RunStore store) : IChangingStore, IListingStore
    {
        private int minute;

        public Task<bool> AddAsync(string key, string text) =>
            store.InsertAsync(Run(key, Btc, "ridge", RunStatus.Completed, minute++) with { Details = Texts.Json(text), Kept = true }, Cancel);

        public async Task<string?> ReadAsync(string key) => await store.FindAsync(key, Cancel) is { } run ? Texts.Text(run.Details!.Value) : null;

        public Task ChangeAsync(string key, Func<string, string> change) =>
            store.ChangeAsync(key, run => run with { Details = Texts.Json(change(Texts.Text(run.Details!.Value))), Kept = false }, Cancel);

        public async Task<StoredPage<string>> PageAsync(int limit, string? continuation) =>
            (await store.PageAsync(new RunFilter { Symbol = Btc }, limit, continuation, Cancel)).Select(run => run.Id);
    }
}
