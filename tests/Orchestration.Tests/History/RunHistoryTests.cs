using System.Text.Json;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Storage.Backtests;
using ServerlessTraining.Storage.Runs;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.History;

[Collection(ApiTests.Name)]
public sealed class RunHistoryTests(ApiServer api)
{
    private static readonly string[] Regimes = ["bull", "calm"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("symbol=ethusdt", "f-c")]
    [InlineData("timeframe=D1", "f-b")]
    [InlineData("model_type=ridge", "f-b")]
    [InlineData("status=failed", "f-d")]
    [InlineData("kept=true", "f-d f-a")]
    [InlineData("kept=false", "f-c f-b")]
    [InlineData("regime=bull_trending", "f-a")]
    [InlineData("tag=best", "f-c f-a")]
    [InlineData("tag=best&regime=bull_trending", "f-a")]
    [InlineData("from=2026-02-01T08:01:00Z&to=2026-02-01T08:03", "f-c f-b")]
    [InlineData("deleted=true", "f-e")]
    [InlineData("deleted=true&tag=old", "f-e")]
    [InlineData("deleted=true&tag=best", "")]
    public async Task List_EachFilter_GivesTheRunsOfIt(string query, string expected)
    {
        await FillAsync();

        string[] ids = [.. Ids(await GetAsync($"/api/runs?{query}&queue=filters")).Where(id => id.StartsWith("f-", StringComparison.Ordinal))];

        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), ids);
    }

    [Fact]
    public async Task List_Item_HasWhatATableShows()
    {
        await FillAsync();

        JsonElement run = (await GetAsync("/api/runs?queue=filters&tag=best&regime=bull_trending")).GetProperty("items")[0];

        Assert.Equal(
            """{"id":"f-a","created":"2026-02-01T08:00:00+00:00","symbol":"BTCUSDT","timeframe":"1h","model_type":"lightgbm","status":"completed","kept":true"""
            + ""","regimes":["bull_trending","calm_ranging"],"tags":["best","old"],"queue_id":"filters","cost":{"cpu_seconds":20,"gpu_seconds":3,"storage_transactions":50"""
            + ""","price":{"value":null,"reason":"no price is set in configs/prices.yaml"},"currency":"EUR","prices":"configs/prices.yaml"}}""",
            run.GetRawText());
    }

    [Fact]
    public async Task List_PagesWhileRunsAreAdded_GiveEachEarlierRunOnce()
    {
        RunStore store = api.Get<RunStore>();
        for (int i = 0; i < 25; i++) await store.InsertAsync(RunBuilder.Completed($"p-{i:d2}", i) with { QueueId = "pages" }, Cancel);
        List<string> found = [];
        string? continuation = null;
        do
        {
            JsonElement page = await GetAsync($"/api/runs?queue=pages&limit=10{(continuation is null ? "" : $"&continuation={continuation}")}");
            found.AddRange(Ids(page));
            continuation = page.GetProperty("continuation").GetString();
            await store.InsertAsync(RunBuilder.Completed($"p-new-{found.Count}", 1000 + found.Count) with { QueueId = "pages" }, Cancel);
        }
        while (continuation is not null);

        Assert.Equal(Enumerable.Range(0, 25).Reverse().Select(i => $"p-{i:d2}"), found);
    }

    [Theory]
    [InlineData("limit=9", "limit is 9; a whole number from 10 to 1000 is needed.")]
    [InlineData("status=done", "status is done; one of running, completed, failed, cancelled is needed.")]
    [InlineData("kept=maybe&deleted=1", "kept is maybe; true or false is needed. deleted is 1; true or false is needed.")]
    [InlineData("symbol=%3D%3D", "symbol is ==; a symbol such as BTCUSDT is needed.")]
    [InlineData("modeltype=ridge", "query is modeltype; one of from, to, symbol, timeframe, model_type, status, kept, regime, queue, tag, deleted, limit, continuation is needed.")]
    [InlineData("code=secret&limit=x", "limit is x; a whole number from 10 to 1000 is needed.")]
    public async Task List_BadParameter_NamesFieldValueAndWhatIsAllowed(string query, string detail)
    {
        ApiServer.Answer answer = await api.GetAsync($"/api/runs?{query}", Cancel);

        Assert.Equal((400, detail), (answer.Status, answer.Detail));
    }

    [Fact]
    public async Task Get_Run_HasEverythingThatIsStored()
    {
        await api.Get<RunStore>().InsertAsync(RunBuilder.Completed("whole", 1) with { Tags = ["x"] }, Cancel);

        JsonElement run = await GetAsync("/api/runs/whole");

        Assert.Equal("lightgbm on v2 with 4h, normalized, 90 days, 3 bars ahead, n_estimators 40", run.GetProperty("summary").GetString());
        Assert.Equal(3, run.GetProperty("recipe").GetProperty("configuration").GetProperty("horizon").GetInt32());
        Assert.Equal("quick", run.GetProperty("recipe").GetProperty("fold_options").GetProperty("mode").GetString());
        Assert.Equal("18446744073709551615", run.GetProperty("recipe").GetProperty("seed").GetString());
        Assert.Equal(30, run.GetProperty("recipe").GetProperty("rules").GetProperty("selection").GetProperty("min_trades").GetInt32());
        JsonElement fold = run.GetProperty("models")[0].GetProperty("folds")[0].GetProperty("outcome");
        Assert.Equal(("0123456789abcdef", "run/1"), (
            fold.GetProperty("hashes").GetProperty("model").GetString(), fold.GetProperty("files").GetProperty("model").GetString()));
        Assert.Equal(0.61, fold.GetProperty("metrics").GetProperty("accuracy").GetDouble());
        JsonElement score = run.GetProperty("score");
        Assert.Equal(0.52, score.GetProperty("staleness_metrics").GetProperty("accuracy").GetDouble());
        Assert.Equal("no bars", score.GetProperty("baselines").GetProperty("buy_and_hold")[0].GetProperty("metrics").GetProperty("sharpe").GetProperty("reason").GetString());
        Assert.Equal((12.5, 77), (score.GetProperty("training_seconds").GetDouble(), score.GetProperty("storage_transactions").GetInt32()));
        Assert.Equal("kept", run.GetProperty("verdict").GetProperty("outcomes")[0].GetProperty("kind").GetString());
        Assert.Equal("/api/runs/whole/backtests", run.GetProperty("backtests").GetString());
    }

    [Fact]
    public async Task Get_BeatenRun_HasItsTombstoneWithTheRecipe()
    {
        await api.Get<RunStore>().InsertAsync(RunBuilder.Completed("beaten", 1, RunBuilder.Beaten()), Cancel);

        JsonElement tombstone = (await GetAsync("/api/runs/beaten")).GetProperty("verdict").GetProperty("tombstone");

        Assert.Equal("run-2", tombstone.GetProperty("defeats")[0].GetProperty("by").GetProperty("run_id").GetString());
        JsonElement recipe = tombstone.GetProperty("run").GetProperty("recipe");
        Assert.Equal(("18446744073709551615", "lightgbm"), (recipe.GetProperty("seed").GetString(), recipe.GetProperty("configuration").GetProperty("model").GetString()));
    }

    [Fact]
    public async Task Get_RunWithoutDetails_IsShownAllTheSame()
    {
        StoredRun run = new("bare", Symbol.Parse("BTCUSDT"), Timeframe.H1, "ridge", RunStatus.Failed, RunBuilder.Start) { Error = "No bars." };
        await api.Get<RunStore>().InsertAsync(run, Cancel);

        JsonElement found = await GetAsync("/api/runs/bare");

        Assert.Equal(("failed", "No bars."), (found.GetProperty("status").GetString(), found.GetProperty("error").GetString()));
        Assert.False(found.TryGetProperty("recipe", out _));
    }

    [Theory]
    [InlineData("/api/runs/nobody")]
    [InlineData("/api/runs/nobody/backtests")]
    [InlineData("/api/runs/nobody/equity")]
    [InlineData("/api/runs/nobody/learning")]
    [InlineData("/api/runs/nobody/artifacts")]
    public async Task Get_NoSuchRun_SaysWhereTheyAre(string path)
    {
        ApiServer.Answer answer = await api.GetAsync(path, Cancel);

        Assert.Equal((404, "There is no run 'nobody'. GET /api/runs (st history list) lists them."), (answer.Status, answer.Detail));
    }

    [Fact]
    public async Task Backtests_ByStrategyAndRegimeInPages_AreThoseOfTheRun()
    {
        await api.Get<RunStore>().InsertAsync(RunBuilder.Completed("tests", 1), Cancel);
        string[] strategies = ["direct/mean/c0/l50", "direct/mean/c0.3/l50", "recursive/mean/c0/l50"];
        JsonElement metrics = JsonSerializer.SerializeToElement(new { sharpe = 1 });
        await api.Get<BacktestStore>().WriteAsync(
            "tests", strategies.SelectMany(s => Regimes.Select(r => new StoredBacktest("tests", s, r, r == "bull" ? 1.5 : null, 3, metrics))), Cancel);

        JsonElement first = await GetAsync("/api/runs/tests/backtests?limit=4");
        JsonElement rest = await GetAsync($"/api/runs/tests/backtests?limit=4&continuation={first.GetProperty("continuation").GetString()}");
        JsonElement calm = await GetAsync("/api/runs/tests/backtests?regime=calm");
        JsonElement one = await GetAsync("/api/runs/tests/backtests?regime=bull&strategy=direct%2Fmean%2Fc0%2Fl50");

        Assert.Equal((4, 2), (first.GetProperty("items").GetArrayLength(), rest.GetProperty("items").GetArrayLength()));
        Assert.Equal(
            strategies.Order(StringComparer.Ordinal),
            calm.GetProperty("items").EnumerateArray().Select(line => line.GetProperty("strategy").GetString()!).Order(StringComparer.Ordinal));
        Assert.Equal(
            """{"strategy":"direct/mean/c0/l50","regime":"bull","score":1.5,"trades":3,"metrics":{"sharpe":1}}""",
            Assert.Single(one.GetProperty("items").EnumerateArray()).GetRawText());
    }

    private static IEnumerable<string> Ids(JsonElement page) => page.GetProperty("items").EnumerateArray().Select(run => run.GetProperty("id").GetString()!);

    private async Task<JsonElement> GetAsync(string path)
    {
        ApiServer.Answer answer = await api.GetAsync(path, Cancel);
        Assert.True(answer.Status == 200, answer.Body);
        return answer.Json;
    }

    private async Task FillAsync()
    {
        RunDetails details = RunBuilder.Details();
        StoredRun[] runs =
        [
            RunBuilder.Completed("f-a", 0, details) with { Regimes = ["bull_trending", "calm_ranging"], Tags = ["best", "old"] },
            RunBuilder.Completed("f-b", 1, details) with { ModelType = "ridge", Timeframe = Timeframe.D1, Kept = false },
            RunBuilder.Completed("f-c", 2, details) with { Symbol = Symbol.Parse("ETHUSDT"), Kept = false, Tags = ["best"] },
            RunBuilder.Completed("f-d", 3, details) with { Status = RunStatus.Failed },
            RunBuilder.Completed("f-e", 4, details) with { Deleted = RunBuilder.Start, Tags = ["old"] },
        ];
        foreach (StoredRun run in runs) await api.Get<RunStore>().InsertAsync(run with { QueueId = "filters", Use = new TrainingUse(20, 3, 50) }, Cancel);
    }
}
