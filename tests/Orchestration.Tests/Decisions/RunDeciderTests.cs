using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Domain.Regimes;
using ServerlessTraining.Domain.Selection;
using ServerlessTraining.Orchestration.Decisions;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Storage.Auditing;
using ServerlessTraining.Storage.Ledgers;
using ServerlessTraining.Storage.RegimeRules;
using ServerlessTraining.Storage.Runs;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Decisions;

public sealed class RunDeciderTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Bull = "bull_trending";
    private const string Calm = "calm_ranging";
    private const string Deleted = "Model deleted (no regime improvements)";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task DecideAsync_FirstRunOfAMarket_HoldsWhereItsScoreIsPositive()
    {
        await using DecisionScene scene = await OpenAsync();
        Symbol market = DecisionScene.NewMarket();
        string id = $"{market}-a";
        await scene.AddAsync(id, market, DecisionScene.Best(Bull, 1.5), DecisionScene.Best(Calm, -0.5), DecisionScene.Best("total", 0.7));

        DecisionReport report = Assert.Single(await scene.DecideAsync(id));

        Assert.Equal((true, "Model kept (improves: bull_trending)"), (report.Kept, report.LogLine));
        Assert.Equal([Bull], report.Regimes);
        Assert.Empty(report.Condemned);
        StoredRun run = await scene.RunAsync(id);
        Assert.Equal((RunStatus.Completed, true), (run.Status, run.Kept));
        Assert.NotNull(run.Finished);
        Assert.Equal([Bull], run.Regimes);
        RunVerdict verdict = await scene.VerdictAsync(id);
        Assert.Equal((DecisionScene.BoardOf(market), report.LogLine), (verdict.Board, verdict.LogLine));
        Assert.Null(verdict.Tombstone);
        Assert.Equal([Bull, Calm], verdict.Outcomes.Select(outcome => outcome.Regime));
    }

    [Fact]
    public async Task DecideAsync_Scored_DeflatesByAllLooksAtTheBars()
    {
        await using DecisionScene scene = await OpenAsync();
        Symbol market = DecisionScene.NewMarket();
        await scene.AddAsync($"{market}-a", market, DecisionScene.Best(Bull, 1.5));
        await scene.AddAsync($"{market}-b", market, DecisionScene.Best(Bull, 2.5));

        await scene.DecideAsync($"{market}-a", $"{market}-b");

        TrialLedger ledger = await scene.Get<LedgerStore>().LoadAsync($"{market} 1h", $"bars of {market}", Token);
        Assert.Equal(270, ledger.Total);
        MetricValue expected = SharpeInference.DeflatedSharpe(SharpeObservation.FromMoments(0.025, 2000, 0.1, 4), ledger.Deflation());
        Assert.True(expected.IsDefined);
        Assert.Equal(expected, (await scene.VerdictAsync($"{market}-b")).Outcomes[0].Candidate.DeflatedProbability);
    }

    [Fact]
    public async Task DecideAsync_Twice_IsOnce()
    {
        await using DecisionScene scene = await OpenAsync();
        Symbol market = DecisionScene.NewMarket();
        string[] ids = [$"{market}-a", $"{market}-b"];
        await scene.AddAsync(ids[0], market, DecisionScene.Best(Bull, 1));
        await scene.AddAsync(ids[1], market, DecisionScene.Best(Bull, 2));
        IReadOnlyList<DecisionReport> first = await scene.DecideAsync(ids);
        string state = await scene.StateAsync(market, ids);
        long version = (await scene.BoardAsync(market)).Version;

        IReadOnlyList<DecisionReport> second = await scene.DecideAsync(ids);

        Assert.Equivalent(first, second, strict: true);
        Assert.Equal(state, await scene.StateAsync(market, ids));
        Assert.Equal(version, (await scene.BoardAsync(market)).Version);
    }

    [Fact]
    public async Task DecideAsync_BetterRun_LeavesATombstoneOfTheOlder()
    {
        await using DecisionScene scene = await OpenAsync();
        Symbol market = DecisionScene.NewMarket();
        await scene.AddAsync($"{market}-old", market, DecisionScene.Best(Bull, 1));
        await scene.AddAsync($"{market}-new", market, DecisionScene.Best(Bull, 2));

        IReadOnlyList<DecisionReport> reports = await scene.DecideAsync($"{market}-old", $"{market}-new");

        Assert.Equal([$"{market}-old"], reports[1].Condemned);
        StoredRun old = await scene.RunAsync($"{market}-old");
        Assert.Equal(false, old.Kept);
        Assert.Empty(old.Regimes);
        RunVerdict verdict = await scene.VerdictAsync($"{market}-old");
        Assert.Equal("Model kept (improves: bull_trending)", verdict.LogLine);
        Assert.Equal($"{market}-new", verdict.Tombstone!.DeletedBy);
        AuditEntry entry = Assert.Single(await scene.AuditAsync($"{market}-old"));
        Assert.Equal(("deleted", $"run {market}-new"), (entry.Action, entry.By));
        Assert.Equal(
            $"Model model of {market}-old holds no regime: bull_trending: run {market}-new (direct/mean/c0.3/l100) has a Sharpe of 2.000, 1.000 above its 1.000", entry.Text);
    }

    [Fact]
    public async Task DecideAsync_RefusedRun_IsDeletedItself()
    {
        await using DecisionScene scene = await OpenAsync();
        Symbol market = DecisionScene.NewMarket();
        await scene.AddAsync($"{market}-a", market, DecisionScene.Best(Bull, 2));
        await scene.AddAsync($"{market}-b", market, DecisionScene.Best(Bull, 1));

        DecisionReport report = (await scene.DecideAsync($"{market}-a", $"{market}-b"))[1];

        Assert.Equal((false, Deleted), (report.Kept, report.LogLine));
        Assert.Equal([$"{market}-b"], report.Condemned);
        Assert.Equal(false, (await scene.RunAsync($"{market}-b")).Kept);
        Assert.Equal("deleted", Assert.Single(await scene.AuditAsync($"{market}-b")).Action);
    }

    [Fact]
    public async Task DecideAsync_IncumbentLosesOneOfTwoPlaces_KeepsTheOther()
    {
        await using DecisionScene scene = await OpenAsync();
        Symbol market = DecisionScene.NewMarket();
        await scene.AddAsync($"{market}-a", market, DecisionScene.Best(Bull, 1), DecisionScene.Best(Calm, 1));
        await scene.AddAsync($"{market}-b", market, DecisionScene.Best(Calm, 2));

        IReadOnlyList<DecisionReport> reports = await scene.DecideAsync($"{market}-a", $"{market}-b");

        Assert.Empty(reports[1].Condemned);
        StoredRun first = await scene.RunAsync($"{market}-a");
        Assert.Equal(true, first.Kept);
        Assert.Equal([Bull], first.Regimes);
        Assert.Null((await scene.VerdictAsync($"{market}-a")).Tombstone);
    }

    [Fact]
    public async Task DecideAsync_OldDecisionDeliveredLate_BringsNothingBack()
    {
        await using DecisionScene scene = await OpenAsync();
        Symbol market = DecisionScene.NewMarket();
        string[] ids = [$"{market}-a", $"{market}-b"];
        await scene.AddAsync(ids[0], market, DecisionScene.Best(Bull, 1));
        await scene.AddAsync(ids[1], market, DecisionScene.Best(Bull, 2));
        await scene.DecideAsync(ids);
        string state = await scene.StateAsync(market, ids);

        DecisionReport again = Assert.Single(await scene.DecideAsync(ids[0]));

        Assert.True(again.Kept);
        Assert.Equal(state, await scene.StateAsync(market, ids));
    }

    [Fact]
    public async Task DecideAsync_RunsThatShareAModel_LiveAndDieTogether()
    {
        await using DecisionScene scene = await OpenAsync();
        Symbol market = DecisionScene.NewMarket();
        await scene.AddAsync($"{market}-a", market, new RunRules(), $"shared in {market}", DecisionScene.Basis, DecisionScene.Best(Bull, 1));
        await scene.AddAsync($"{market}-b", market, new RunRules(), $"shared in {market}", DecisionScene.Basis, DecisionScene.Best(Bull, 1));
        await scene.AddAsync($"{market}-c", market, DecisionScene.Best(Bull, 2));

        DecisionReport shared = (await scene.DecideAsync($"{market}-a", $"{market}-b"))[1];

        Assert.Equal((true, "Model kept (improves: bull_trending)"), (shared.Kept, shared.LogLine));
        Assert.Equal([Bull], shared.Regimes);
        Assert.Equal([Bull], (await scene.RunAsync($"{market}-b")).Regimes);

        DecisionReport last = Assert.Single(await scene.DecideAsync($"{market}-c"));

        Assert.Equal([$"{market}-a", $"{market}-b"], last.Condemned);
        Assert.Equal(false, (await scene.RunAsync($"{market}-b")).Kept);
        Assert.Equal($"{market}-b", (await scene.VerdictAsync($"{market}-b")).Tombstone!.Run.RunId);
        Assert.Equivalent(last, Assert.Single(await scene.DecideAsync($"{market}-c")), strict: true);
    }

    [Fact]
    public async Task DecideAsync_NothingIsToBeDeleted_KeepsWithoutARegime()
    {
        await using DecisionScene scene = await OpenAsync();
        Symbol market = DecisionScene.NewMarket();
        RunRules rules = new() { Selection = new SelectionOptions { DeleteNonBestModels = false } };
        await scene.AddAsync($"{market}-a", market, rules, DecisionScene.Best(Bull, 1));
        await scene.AddAsync($"{market}-b", market, rules, DecisionScene.Best(Bull, 2));

        DecisionReport report = (await scene.DecideAsync($"{market}-a", $"{market}-b"))[1];

        Assert.Empty(report.Condemned);
        StoredRun first = await scene.RunAsync($"{market}-a");
        Assert.Equal(true, first.Kept);
        Assert.Empty(first.Regimes);
    }

    [Fact]
    public async Task DecideAsync_TwoMarkets_DoNotDisturbEachOther()
    {
        await using DecisionScene scene = await OpenAsync();
        Symbol one = DecisionScene.NewMarket();
        Symbol other = DecisionScene.NewMarket();
        await scene.AddAsync($"{one}-a", one, DecisionScene.Best(Bull, 1));
        await scene.AddAsync($"{other}-a", other, DecisionScene.Best(Bull, 9));

        await scene.DecideAsync($"{one}-a", $"{other}-a");

        Assert.Equal($"bull_trending {one}-a 1", await scene.PlacesAsync(one));
        Assert.Equal($"bull_trending {other}-a 9", await scene.PlacesAsync(other));
        Assert.Equal(true, (await scene.RunAsync($"{one}-a")).Kept);
    }

    /// <summary>Scores come in any order; decisions are made in the order of the configurations.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task DecideAsync_ScoresInAnyOrder_GivesTheSameBoard(int seed)
    {
        await using DecisionScene scene = await OpenAsync();
        Symbol ordered = DecisionScene.NewMarket();
        Symbol shuffled = DecisionScene.NewMarket();
        double[] sharpes = [1, 1.04, 0.7, 1.4, 1.42, 2, 1.9];
        int[] order = [.. Enumerable.Range(0, sharpes.Length)];
        Random random = new(seed);
        foreach (int i in order) await AddAsync(ordered, i);
        foreach (int i in order.OrderBy(_ => random.Next())) await AddAsync(shuffled, i);

        await scene.DecideAsync([.. order.Select(i => $"{ordered}-{i}")]);
        await scene.DecideAsync([.. order.Select(i => $"{shuffled}-{i}")]);

        Assert.Equal(
            await scene.StateAsync(ordered, [.. order.Select(i => $"{ordered}-{i}")]),
            (await scene.StateAsync(shuffled, [.. order.Select(i => $"{shuffled}-{i}")])).Replace(shuffled.Name, ordered.Name, StringComparison.Ordinal));

        Task AddAsync(Symbol market, int i) => scene.AddAsync($"{market}-{i}", market, DecisionScene.Best(Bull, sharpes[i]), DecisionScene.Best(Calm, sharpes[^(i + 1)]));
    }

    /// <summary>The process ends behind each of its calls to storage; the next delivery goes on.</summary>
    [Fact]
    public async Task DecideAsync_BrokenOffAtAnyCall_EndsTheSame()
    {
        StorageFaults faults = new();
        await using DecisionScene scene = await OpenAsync();
        await using DecisionScene faulty = await DecisionScene.OpenAsync(azurite.Server, Token, faults);
        string? expected = null;
        int points = await faults.FailEachCallAsync(
            async _ =>
            {
                Symbol market = DecisionScene.NewMarket();
                string[] ids = [$"{market}-a", $"{market}-b", $"{market}-c"];
                await scene.AddAsync(ids[0], market, DecisionScene.Best(Bull, 1));
                await scene.AddAsync(ids[1], market, DecisionScene.Best(Bull, 1.01), DecisionScene.Best(Calm, 1));
                await scene.AddAsync(ids[2], market, DecisionScene.Best(Bull, 2), DecisionScene.Best(Calm, 1.01));
                await scene.DecideAsync(ids[0], ids[1]);
                try
                {
                    await faulty.Decider.DecideAsync(ids[2], Token);
                }
                catch (Exception error) when (error is Azure.RequestFailedException or IOException or AggregateException or ServerlessTrainingException)
                {
                    // The process is gone.
                }

                DecisionReport report = await scene.Decider.DecideAsync(ids[2], Token);

                Assert.Equal([ids[0]], report.Condemned);
                string state = (await scene.StateAsync(market, ids)).Replace(market.Name, "MARKET", StringComparison.Ordinal);
                Assert.Equal(expected ??= state, state);
            },
            text => TestContext.Current.TestOutputHelper?.WriteLine(text),
            StorageFault.CutAfter);
        Assert.InRange(points, 10, 200);
    }

    [Fact]
    public async Task DecideAsync_FailedRun_IsNotDecided()
    {
        await using DecisionScene scene = await OpenAsync();
        Symbol market = DecisionScene.NewMarket();
        string id = $"{market}-a";
        await scene.AddAsync(id, market, DecisionScene.Best(Bull, 1));
        await scene.Get<RunStore>().ChangeAsync(
            id, run => run with { Status = RunStatus.Failed, Details = (RunDetails.Of(run)! with { Score = null }).ToJson() }, Token);

        DecisionReport report = Assert.Single(await scene.DecideAsync(id));

        Assert.Equal((false, "Model not decided (the run failed)"), (report.Kept, report.LogLine));
        Assert.Null((await scene.RunAsync(id)).Kept);
    }

    [Fact]
    public async Task DecideAsync_NoScoreOrNoRun_IsRefused()
    {
        await using DecisionScene scene = await OpenAsync();
        Symbol market = DecisionScene.NewMarket();
        string id = $"{market}-a";
        await scene.AddAsync(id, market, DecisionScene.Best(Bull, 1));
        await scene.Get<RunStore>().ChangeAsync(id, run => run with { Details = (RunDetails.Of(run)! with { Score = null }).ToJson() }, Token);

        Assert.Equal($"Run {id} cannot be decided: it was not scored yet. Score it, then decide.", (await RefusedAsync(id)).Message);
        Assert.Equal("There is no run 'nobody' to decide on.", (await RefusedAsync("nobody")).Message);

        Task<ServerlessTrainingException> RefusedAsync(string run) => Assert.ThrowsAsync<ServerlessTrainingException>(() => scene.DecideAsync(run));
    }

    [Fact]
    public async Task DecideAsync_RulesEditedSinceTheScore_AsksForAnother()
    {
        await using DecisionScene scene = await OpenAsync();
        Symbol market = DecisionScene.NewMarket();
        RunRules rules = await EditAsync(scene, RegimeRuleSet.Default.Toggle(Calm));
        await scene.AddAsync($"{market}-a", market, rules, DecisionScene.Best(Bull, 1));

        StaleScoreException error = await Assert.ThrowsAsync<StaleScoreException>(() => scene.DecideAsync($"{market}-a"));

        string now = RegimeRuleSet.Default.Toggle(Calm).Fingerprint(RegimeOptions.Default);
        Assert.Equal($"Run {market}-a was scored under the regime rules {DecisionScene.Rules}, and the rules are {now} by now. Score it again, then decide.", error.Message);
    }

    [Fact]
    public async Task DecideAsync_StaleIncumbentAndNoBars_IsRefusedAndChangesNothing()
    {
        await using DecisionScene scene = await OpenAsync();
        Symbol market = DecisionScene.NewMarket();
        await scene.AddAsync($"{market}-a", market, DecisionScene.Best(Bull, 1));
        await scene.AddAsync($"{market}-b", market, new RunRules(), "newest", DecisionScene.Basis with { DataFingerprint = "other windows" }, DecisionScene.Best(Bull, 9));
        await scene.DecideAsync($"{market}-a");

        ServerlessTrainingException error = await Assert.ThrowsAsync<ServerlessTrainingException>(() => scene.DecideAsync($"{market}-b"));

        Assert.Equal($"There are no bars of {market} 1h any more. Import them again.", error.Message);
        Assert.Equal($"bull_trending {market}-a 1", await scene.PlacesAsync(market));
        Assert.Null((await scene.RunAsync($"{market}-b")).Kept);
    }

    [Fact]
    public async Task DecideAsync_GlobalScope_MarketsShareOneBoard()
    {
        await using DecisionScene scene = await OpenAsync();
        Symbol one = DecisionScene.NewMarket();
        Symbol other = DecisionScene.NewMarket();
        RunRules rules = new() { Selection = new SelectionOptions { Scope = SelectionScope.Global } };
        await scene.AddAsync($"{one}-a", one, rules, $"model of {one}", DecisionScene.Basis with { DataFingerprint = $"bars of {one}" }, DecisionScene.Best(Bull, 1));
        await scene.AddAsync($"{other}-a", other, rules, $"model of {other}", DecisionScene.Basis with { DataFingerprint = $"bars of {other}" }, DecisionScene.Best(Bull, 2));

        DecisionReport report = (await scene.DecideAsync($"{one}-a", $"{other}-a"))[1];

        Assert.Equal([$"{one}-a"], report.Condemned);
        Assert.Equal("global", (await scene.VerdictAsync($"{one}-a")).Board);
        Assert.Equal(false, (await scene.RunAsync($"{one}-a")).Kept);
    }

    private static async Task<RunRules> EditAsync(DecisionScene scene, RegimeRuleSet rules)
    {
        string set = $"rules of {DecisionScene.NewMarket()}";
        Assert.NotNull(await scene.Get<RegimeStore>().SaveAsync(set, rules, "for a test", 0, Token));
        return new RunRules { RegimeSet = set };
    }

    private Task<DecisionScene> OpenAsync() => DecisionScene.OpenAsync(azurite.Server, Token);
}
