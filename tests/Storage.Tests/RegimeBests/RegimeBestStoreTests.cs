using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Domain.Selection;
using ServerlessTraining.Storage.RegimeBests;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Tests.Contract;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Storage.Tests.RegimeBests;

/// <summary>A board is no text under a key, so the laws are told here in its terms.</summary>
public sealed class RegimeBestStoreTests(AzuriteFixture azurite)
{
    private static readonly SelectionMarket Market = new(Symbol.Parse("BTCUSDT"), Timeframe.M30);
    private static readonly SelectionOptions Options = new() { KeepTopNPerRegime = 2 };
    private static readonly RegimeBoard Empty = new("BTCUSDT_30m", 0, ["bull", "calm/ranging"]);

    [Fact]
    public async Task FindAsync_NothingDecided_GivesNone() => Assert.Null(await (await OpenAsync()).FindAsync(Empty.Key, Cancel));

    [Fact]
    public async Task SaveAsync_SeveralDecisions_GivesTheBoardOfTheLast()
    {
        RegimeBestStore store = await OpenAsync();
        RegimeBoard board = Empty;
        foreach (RunCandidates run in (RunCandidates[])[Run("a", ("bull", 1.0), ("calm/ranging", 2.0)), Run("b", ("bull", 3.0)), Run("c", ("bull", 2.0)), Run("d", ("bull", -1.0))])
        {
            Decision decision = KeepOrDelete.Decide(board, run, Options);
            Assert.NotNull(await store.SaveAsync(board, decision, Cancel));
            board = decision.Board;
        }

        RegimeBoard stored = (await store.FindAsync(Empty.Key, Cancel))!;

        Assert.Equal(board.Version, stored.Version);
        Assert.Equal(board.Regimes, stored.Regimes);
        Assert.Equal(board.Incumbents, stored.Incumbents);
        Assert.Equal(board.DefeatsOf("model-a"), stored.DefeatsOf("model-a"));
        Assert.NotEmpty(stored.DefeatsOf("model-a"));
        Assert.Equal([Empty.Key], await store.KeysAsync(Cancel).ToListAsync(Cancel));
    }

    [Fact]
    public async Task SaveAsync_SameRunAgain_GivesTheFirstDecision()
    {
        RegimeBestStore store = await OpenAsync();
        StoredDecision first = (await store.SaveAsync(Empty, KeepOrDelete.Decide(Empty, Run("a", ("bull", 1.0)), Options), Cancel))!;
        RegimeBoard board = (await store.FindAsync(Empty.Key, Cancel))!;

        StoredDecision again = (await store.SaveAsync(board, KeepOrDelete.Decide(board, Run("a", ("bull", 9.0)), Options), Cancel))!;

        Assert.Equal((first.RunId, first.Version, first.LogLine), (again.RunId, again.Version, again.LogLine));
        Assert.Equal(1.0, (await store.FindAsync(Empty.Key, Cancel))!.Holders("bull")[0].Candidate.Score.Value);
    }

    [Fact]
    public async Task SaveAsync_BoardChangedSince_IsRefusedWholly()
    {
        RegimeBestStore store = await OpenAsync();
        await store.SaveAsync(Empty, KeepOrDelete.Decide(Empty, Run("a", ("bull", 1.0)), Options), Cancel);

        Assert.Null(await store.SaveAsync(Empty, KeepOrDelete.Decide(Empty, Run("b", ("bull", 2.0), ("calm/ranging", 2.0)), Options), Cancel));

        RegimeBoard board = (await store.FindAsync(Empty.Key, Cancel))!;
        Assert.Equal(["a"], board.Incumbents.Select(incumbent => incumbent.Run.RunId));
        Assert.Null(await store.DecisionAsync(Empty.Key, "b", Cancel));
    }

    [Fact]
    public async Task SaveAsync_ManyAtOnce_NoDecisionIsLost()
    {
        RegimeBestStore store = await OpenAsync();
        string[] runs = ["a", "b", "c", "d"];

        await Task.WhenAll(runs.Select((run, i) => DecideAsync(store, Run(run, ("bull", i + 1.0)))));

        RegimeBoard board = (await store.FindAsync(Empty.Key, Cancel))!;
        Assert.Equal(["d", "c"], board.Holders("bull").Select(incumbent => incumbent.Run.RunId));
        foreach (string run in runs) Assert.NotNull(await store.DecisionAsync(Empty.Key, run, Cancel));
    }

    [Fact]
    public async Task SaveAsync_RefusedRun_LeavesTombstoneAndBoard()
    {
        RegimeBestStore store = await OpenAsync();
        Decision decision = KeepOrDelete.Decide(Empty, Run("a", ("bull", -1.0)), Options);

        await store.SaveAsync(Empty, decision, Cancel);

        StoredDecision stored = (await store.DecisionAsync(Empty.Key, "a", Cancel))!;
        Assert.Equal(Tombstone.LogLine, stored.LogLine);
        Assert.Equal(decision.Tombstones[0].Reason, Assert.Single(stored.Tombstones).Reason);
        Assert.Equal("hash-a", stored.Tombstones[0].Run.Recipe.ExpectedHash);
        Assert.Equal(RegimeOutcomeKind.NotPositive, Assert.Single(stored.Outcomes).Kind);
    }

    [Fact]
    public async Task ReplaceAsync_RegimeTakenOut_ItsRowGoes()
    {
        RegimeBestStore store = await OpenAsync();
        await store.SaveAsync(Empty, KeepOrDelete.Decide(Empty, Run("a", ("bull", 1.0), ("calm/ranging", 2.0)), Options), Cancel);
        RegimeBoard board = (await store.FindAsync(Empty.Key, Cancel))!;

        Assert.True(await store.ReplaceAsync(board, KeepOrDelete.ChangeRegimes(board, ["bull"], Options).Board, Cancel));
        Assert.False(await store.ReplaceAsync(board, board, Cancel));

        RegimeBoard changed = (await store.FindAsync(Empty.Key, Cancel))!;
        Assert.Equal(["bull"], changed.Regimes);
        Assert.Equal(["bull"], changed.RegimesOf("model-a"));
    }

    [Fact]
    public async Task SaveAsync_EachCallFailsOnce_EndsInTheSameRows()
    {
        StorageFaults faults = new();
        string? undisturbed = null;

        int points = await faults.FailEachCallAsync(
            async _ =>
            {
                StoreSandbox sandbox = await SandboxAsync();
                RegimeBestStore store = new(sandbox.Clients, Clock());
                await DecideAsync(store, Run("a", ("bull", 1.0), ("calm/ranging", 2.0)));
                await DecideAsync(new RegimeBestStore(sandbox.Open(faults), Clock()), Run("b", ("bull", 2.0), ("calm/ranging", 3.0)));
                string dump = await sandbox.DumpAsync();
                undisturbed ??= dump;
                Assert.Equal(undisturbed, dump);
            },
            line => TestContext.Current.SendDiagnosticMessage(line),
            StorageFault.StatusBefore,
            StorageFault.CutAfter);

        Assert.InRange(points, 3, 20);
    }

    private static ManualTimeProvider Clock() => new(StoreSandbox.Start);

    private static async Task DecideAsync(RegimeBestStore store, RunCandidates run)
    {
        RegimeBoard board;
        do board = await store.FindAsync(Empty.Key, Cancel) ?? Empty;
        while (await store.SaveAsync(board, KeepOrDelete.Decide(board, run, Options), Cancel) is null);
    }

    private static RunCandidates Run(string id, params (string Regime, double Score)[] results) => new(
        new ModelRun(id, $"model-{id}", Market, StoreSandbox.Start, new ModelRecipe("{}", "data", "plan", "code", ulong.MaxValue, $"hash-{id}")),
        new ScoreBasis("data", "rules"),
        [.. results.Select(result => new Candidate("direct", result.Regime, MetricValue.Of(result.Score), 100, MetricValue.Undefined("not asked")))]);

    private Task<StoreSandbox> SandboxAsync() => StoreSandbox.CreateAsync(azurite, [StorageNames.Tables.RegimeBests]);

    private async Task<RegimeBestStore> OpenAsync() => new((await SandboxAsync()).Clients, Clock());
}
