using ServerlessTraining.Storage.Backtests;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Tables;
using ServerlessTraining.Storage.Tests.Contract;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Storage.Tests.Backtests;

public sealed class BacktestStoreTests(AzuriteFixture azurite) : StoreContract(azurite)
{
    protected override IReadOnlyList<string> Tables => [StorageNames.Tables.Backtests];

    protected override IReadOnlyList<string> Containers => [StorageNames.Containers.Backtests];

    protected override IContractStore Open(StorageClients data, TimeProvider clock) => new Adapter(new BacktestStore(data));

    [Fact]
    public async Task WriteAsync_MoreThanATransactionTwice_GivesEachOnce()
    {
        BacktestStore store = new((await SandboxAsync()).Clients);
        StoredBacktest[] backtests = [.. Enumerable.Range(0, 135).SelectMany(i => new[] { Backtest($"s{i:d3}", "bull"), Backtest($"s{i:d3}", "calm") })];

        await store.WriteAsync("run", backtests, Cancel);
        await store.WriteAsync("run", backtests, Cancel);

        List<StoredBacktest> stored = await store.ListAsync("run", null, Cancel).ToListAsync(Cancel);
        Assert.Equal(backtests.Select(b => (b.Strategy, b.Regime)), stored.Select(b => (b.Strategy, b.Regime)));
        Assert.Equal(2, await store.ListAsync("run", "s007", Cancel).CountAsync(Cancel));
    }

    [Fact]
    public async Task PageAsync_StrategyAndRegime_GivesEachOnceOfWhatIsAsked()
    {
        BacktestStore store = new((await SandboxAsync()).Clients);
        await store.WriteAsync("run", [.. Enumerable.Range(0, 5).SelectMany(i => new[] { Backtest($"s/{i}", "bull"), Backtest($"s/{i}", "calm") })], Cancel);

        StoredPage<StoredBacktest> first = await store.PageAsync("run", null, "calm", 3, null, Cancel);
        StoredPage<StoredBacktest> rest = await store.PageAsync("run", null, "calm", 3, first.Continuation, Cancel);

        Assert.Equal(Enumerable.Range(0, 5).Select(i => ($"s/{i}", "calm")), first.Items.Concat(rest.Items).Select(b => (b.Strategy, b.Regime)));
        Assert.Equal(2, (await store.PageAsync("run", "s/3", null, 10, null, Cancel)).Items.Count);
        Assert.Single((await store.PageAsync("run", "s/3", "bull", 10, null, Cancel)).Items);
    }

    [Fact]
    public async Task FindAsync_UndefinedScore_StaysUndefined()
    {
        BacktestStore store = new((await SandboxAsync()).Clients);
        await store.WriteAsync("run", [Backtest("s", "bull") with { Score = null }], Cancel);

        Assert.Null((await store.FindAsync("run", "s", "bull", Cancel))!.Score);
    }

    [Fact]
    public async Task DeleteAsync_Twice_TakesRowsAndBlobsOfTheRun()
    {
        StoreSandbox sandbox = await SandboxAsync();
        BacktestStore store = new(sandbox.Clients);
        string empty = await sandbox.DumpAsync();
        await store.WriteAsync("run", [Backtest("s", "bull"), Backtest("s", "calm")], Cancel);
        await store.WriteBlobAsync("run", "s", "trades", new byte[] { 1, 2 }, Cancel);
        Assert.Equal([1, 2], await store.ReadBlobAsync("run", "s", "trades", Cancel));

        await store.DeleteAsync("run", Cancel);
        await store.DeleteAsync("run", Cancel);

        Assert.Equal(empty, await sandbox.DumpAsync());
    }

    private static StoredBacktest Backtest(string strategy, string regime) => new("run", strategy, regime, 1.5, 40, Texts.Json("metrics"));

    private sealed class Adapter(BacktestStore store) : IContractStore
    {
        public async Task<bool> AddAsync(string key, string text)
        {
            await store.WriteAsync(key, [Backtest(key, key) with { Metrics = Texts.Json(text) }], Cancel);
            return true;
        }

        public async Task<string?> ReadAsync(string key) => await store.FindAsync(key, key, key, Cancel) is { } backtest ? Texts.Text(backtest.Metrics) : null;
    }
}
