using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Selection;
using ServerlessTraining.Orchestration.Decisions;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Orchestration.Training;
using ServerlessTraining.Storage.Backtests;
using ServerlessTraining.Storage.Folds;
using ServerlessTraining.Storage.Predictions;
using ServerlessTraining.Storage.Runs;
using ServerlessTraining.Storage.TrainedModels;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Decisions;

/// <summary>Files of a few bytes are enough here: a sweep does not look into them.</summary>
public sealed class ModelSweeperTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Bull = "bull_trending";
    private static int made;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SweepAsync_DeletedRun_TakesResultsAndFilesAway()
    {
        await using DecisionScene scene = await DecisionScene.OpenAsync(azurite.Server, Token);
        Symbol market = DecisionScene.NewMarket();
        string[] keys = await FoldsAsync(scene, 2);
        await AddAsync(scene, $"{market}-a", market, 1, keys);
        await AddAsync(scene, $"{market}-b", market, 2, await FoldsAsync(scene, 1));
        StoredBacktest backtest = new($"{market}-a", DecisionScene.Strategy, Bull, 1, 50, System.Text.Json.JsonSerializer.SerializeToElement(new { }));
        await scene.Get<BacktestStore>().WriteAsync($"{market}-a", [backtest], Token);
        DecisionReport report = (await scene.DecideAsync($"{market}-a", $"{market}-b"))[1];

        SweepReport swept = await scene.Get<ModelSweeper>().SweepAsync(report.Condemned, Token);

        Assert.Equal(2, swept.Models);
        Assert.InRange(swept.Bytes, 1, long.MaxValue);
        Assert.Equal([$"{market}-a"], swept.Runs);
        foreach (string key in keys)
        {
            Assert.Null(await scene.Get<FoldTaskStore>().FindOutcomeAsync(key, Token));
            Assert.Equal(FoldTaskState.Queued, (await scene.Get<FoldTaskStore>().FindAsync(key, Token))!.State);
            Assert.Empty(await PlacesAsync(scene, key));
        }

        Assert.NotNull((await scene.VerdictAsync($"{market}-a")).FilesDeleted);
        Assert.Null((await scene.VerdictAsync($"{market}-b")).FilesDeleted);
        Assert.NotEmpty(await scene.Get<BacktestStore>().ListAsync($"{market}-a", null, Token).ToListAsync(Token));
    }

    /// <summary>More than are deleted at a time, some of them shared with a run that stays.</summary>
    [Fact]
    public async Task SweepAsync_ManyFolds_TakesAllThatNobodyNeeds()
    {
        await using DecisionScene scene = await DecisionScene.OpenAsync(azurite.Server, Token);
        Symbol market = DecisionScene.NewMarket();
        string[] keys = await FoldsAsync(scene, 20);
        string[] deleted = [$"{market}-a", $"{market}-b"];
        await AddAsync(scene, deleted[0], market, -1, keys[..12]);
        await AddAsync(scene, deleted[1], market, -1, keys[6..]);
        await AddAsync(scene, $"{market}-c", market, 1, keys[17..]);
        await scene.DecideAsync([.. deleted, $"{market}-c"]);

        SweepReport swept = await scene.Get<ModelSweeper>().SweepAsync(deleted, Token);

        Assert.Equal(17, swept.Models);
        Assert.Equal(deleted, swept.Runs);
        foreach (string key in keys) Assert.Equal(Array.IndexOf(keys, key) < 17 ? 0 : 1, (await PlacesAsync(scene, key)).Count);
        foreach (string run in deleted) Assert.NotNull((await scene.VerdictAsync(run)).FilesDeleted);
    }

    [Fact]
    public async Task SweepAsync_Twice_FreesNothingMore()
    {
        await using DecisionScene scene = await DecisionScene.OpenAsync(azurite.Server, Token);
        Symbol market = DecisionScene.NewMarket();
        await AddAsync(scene, $"{market}-a", market, -1, await FoldsAsync(scene, 1));
        await scene.DecideAsync($"{market}-a");
        await scene.Get<ModelSweeper>().SweepAsync([$"{market}-a"], Token);
        DateTimeOffset? first = (await scene.VerdictAsync($"{market}-a")).FilesDeleted;

        SweepReport again = await scene.Get<ModelSweeper>().SweepAsync([$"{market}-a"], Token);

        Assert.Equal(SweepReport.Nothing, again);
        Assert.Equal(first, (await scene.VerdictAsync($"{market}-a")).FilesDeleted);
    }

    /// <summary>By a run that holds a place, by one that is not decided yet, and by one that was kept without a place.</summary>
    [Theory]
    [InlineData("holder")]
    [InlineData("undecided")]
    [InlineData("restored")]
    public async Task SweepAsync_FoldSharedWithARunThatNeedsIt_Stays(string other)
    {
        await using DecisionScene scene = await DecisionScene.OpenAsync(azurite.Server, Token);
        Symbol market = DecisionScene.NewMarket();
        string[] keys = await FoldsAsync(scene, 2);
        await AddAsync(scene, $"{market}-a", market, -1, keys);
        await AddAsync(scene, $"{market}-b", market, other == "holder" ? 1 : -1, keys[0]);
        await scene.DecideAsync($"{market}-a");
        if (other != "undecided") await scene.DecideAsync($"{market}-b");
        if (other == "restored") await scene.Get<RunStore>().ChangeAsync($"{market}-b", run => run with { Kept = true }, Token);

        SweepReport swept = await scene.Get<ModelSweeper>().SweepAsync([$"{market}-a"], Token);

        Assert.Equal(1, swept.Models);
        Assert.NotNull(await scene.Get<FoldTaskStore>().FindOutcomeAsync(keys[0], Token));
        Assert.Single(await PlacesAsync(scene, keys[0]));
        Assert.Empty(await PlacesAsync(scene, keys[1]));
    }

    [Fact]
    public async Task SweepAsync_RunThatIsKeptOrUndecided_IsLeft()
    {
        await using DecisionScene scene = await DecisionScene.OpenAsync(azurite.Server, Token);
        Symbol market = DecisionScene.NewMarket();
        string[] keys = await FoldsAsync(scene, 2);
        await AddAsync(scene, $"{market}-a", market, 1, keys[0]);
        await AddAsync(scene, $"{market}-b", market, 1, keys[1]);
        await scene.DecideAsync($"{market}-a");

        Assert.Equal(SweepReport.Nothing, await scene.Get<ModelSweeper>().SweepAsync([$"{market}-a", $"{market}-b", "nobody"], Token));

        Assert.Single(await PlacesAsync(scene, keys[0]));
        Assert.Single(await PlacesAsync(scene, keys[1]));
    }

    [Fact]
    public async Task SweepAsync_TriesThatDidNotWin_GoEvenWhereTheWinnerStays()
    {
        await using DecisionScene scene = await DecisionScene.OpenAsync(azurite.Server, Token);
        Symbol market = DecisionScene.NewMarket();
        string[] keys = await FoldsAsync(scene, 1);
        await FilesAsync(scene, keys[0], "stale");
        await AddAsync(scene, $"{market}-a", market, -1, keys);
        await AddAsync(scene, $"{market}-b", market, 1, keys);
        await scene.DecideAsync($"{market}-a", $"{market}-b");

        SweepReport swept = await scene.Get<ModelSweeper>().SweepAsync([$"{market}-a"], Token);

        Assert.Equal(1, swept.Models);
        string left = Assert.Single(await PlacesAsync(scene, keys[0]));
        Assert.False(left.EndsWith("stale", StringComparison.Ordinal));
    }

    [Fact]
    public async Task SweepAsync_FoldThatIsBeingTrainedAgain_IsLeft()
    {
        await using DecisionScene scene = await DecisionScene.OpenAsync(azurite.Server, Token);
        Symbol market = DecisionScene.NewMarket();
        string[] keys = await FoldsAsync(scene, 1);
        FoldTaskStore tasks = scene.Get<FoldTaskStore>();
        await tasks.ReopenAsync(keys[0], Token);
        await tasks.TryUpdateAsync((await tasks.FindAsync(keys[0], Token))! with { State = FoldTaskState.Running, Owner = "living" }, Token);
        await FilesAsync(scene, keys[0], "living");
        await AddAsync(scene, $"{market}-a", market, -1, keys);
        await scene.DecideAsync($"{market}-a");

        await scene.Get<ModelSweeper>().SweepAsync([$"{market}-a"], Token);

        Assert.Contains($"{keys[0]}-living", await PlacesAsync(scene, keys[0]));
    }

    [Fact]
    public async Task SweepAsync_BrokenOffAtAnyCall_EndsTheSame()
    {
        StorageFaults faults = new();
        await using DecisionScene scene = await DecisionScene.OpenAsync(azurite.Server, Token);
        await using DecisionScene faulty = await DecisionScene.OpenAsync(azurite.Server, Token, faults);
        await faults.FailEachCallAsync(
            async _ =>
            {
                Symbol market = DecisionScene.NewMarket();
                string[] keys = await FoldsAsync(scene, 2);
                await AddAsync(scene, $"{market}-a", market, -1, keys);
                await scene.DecideAsync($"{market}-a");
                try
                {
                    await faulty.Get<ModelSweeper>().SweepAsync([$"{market}-a"], Token);
                }
                catch (Exception error) when (error is Azure.RequestFailedException or IOException or AggregateException or ServerlessTrainingException)
                {
                    // The process is gone.
                }

                await scene.Get<ModelSweeper>().SweepAsync([$"{market}-a"], Token);

                foreach (string key in keys)
                {
                    Assert.Empty(await PlacesAsync(scene, key));
                    Assert.Null(await scene.Get<FoldTaskStore>().FindOutcomeAsync(key, Token));
                }

                Assert.NotNull((await scene.VerdictAsync($"{market}-a")).FilesDeleted);

                // Each run lists what is kept; those before are in the way.
                await scene.Get<RunStore>().ChangeAsync($"{market}-a", run => run with { Deleted = DateTimeOffset.UnixEpoch }, Token);
            },
            text => TestContext.Current.TestOutputHelper?.WriteLine(text),
            StorageFault.CutAfter);
    }

    private static async Task<IReadOnlyList<string>> PlacesAsync(DecisionScene scene, string key)
    {
        List<string> places = [];
        await foreach (StoredModel model in scene.Get<ModelStore>().ListStartingAsync($"{key}-", Token)) places.Add(model.RunId);
        await foreach (StoredPredictions file in scene.Get<PredictionStore>().ListStartingAsync($"{key}-", Token)) places.Add(file.RunId);
        return [.. places.Distinct()];
    }

    /// <summary>Folds that were trained, each with the files of the try that won.</summary>
    private static async Task<string[]> FoldsAsync(DecisionScene scene, int count)
    {
        FoldTaskStore tasks = scene.Get<FoldTaskStore>();
        List<string> keys = [];
        for (int i = 0; i < count; i++)
        {
            string key = Interlocked.Increment(ref made).ToString("x64", System.Globalization.CultureInfo.InvariantCulture);
            string owner = FoldTaskStore.NewOwner();
            await tasks.PlanAsync(key, "{}", Token);
            await FilesAsync(scene, key, owner);
            Assert.True(await tasks.TryFinishAsync((await tasks.FindAsync(key, Token))! with { State = FoldTaskState.Done, Owner = owner, Attempts = 1 }, "{}", Token));
            keys.Add(key);
        }

        return [.. keys];
    }

    private static Task FilesAsync(DecisionScene scene, string key, string owner) =>
        scene.Get<FoldFiles>().WriteAsync(new FoldReference($"{key}-{owner}", 1), new Dictionary<string, byte[]> { ["manifest.json"] = [1, 2, 3] }, [4, 5], Token);

    private static async Task AddAsync(DecisionScene scene, string id, Symbol market, double sharpe, params string[] keys)
    {
        await scene.AddAsync(id, market, DecisionScene.Best(Bull, sharpe));
        await scene.Get<RunStore>().ChangeAsync(
            id,
            run => run with { Details = (RunDetails.Of(run)! with { Models = [new RunModel(3, "hash", [.. keys.Select((key, i) => new RunFold(i + 1, true, key))])] }).ToJson() },
            Token);
    }
}
