using System.Net;
using System.Text.Json;
using ServerlessTraining.Orchestration;
using ServerlessTraining.Orchestration.Costs;
using ServerlessTraining.Orchestration.History;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Cli.Tests;

public sealed class HistoryCommandTests : IDisposable
{
    private const string Problem = """{"status":400,"detail":"kept is maybe; true or false is needed."}""";
    private static readonly CostBook Costs = new(new PriceSettings(), "configs/prices.yaml");
    private static readonly string Shown =
        RunDocument.Of(RunBuilder.Completed("run-1", 0) with { Regimes = ["bull_trending"], Tags = ["best"] }, Costs).ToJsonString(ApiJson.Options);
    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task List_Filters_AreAskedOfTheApi()
    {
        using ScriptedApi api = new(Good(Page(null, "a")));

        CommandRun run = await CommandRun.OfAsync(
            api, "history", "list", "--symbol", "BTC/USDT", "--model-type", "ridge", "--kept", "true", "--tag", "x", "--from", "2026-01-01", "--deleted", "--limit", "20");

        Assert.Equal(0, run.Code);
        Assert.Equal(["GET /api/runs?symbol=BTC%2FUSDT&model_type=ridge&kept=true&tag=x&from=2026-01-01&deleted=true&limit=20"], api.Requests);
        Assert.Matches("a +│ 2026-02-01T08:00:00Z +│ BTCUSDT 1h +│ lightgbm +│ completed +│ yes +│ - +│ t1, t2 +│ bull", run.Output);
        Assert.EndsWith("1 run" + Environment.NewLine, run.Output.Replace("\n", Environment.NewLine, StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_MoreThanAPage_SaysSo()
    {
        CommandRun run = await RunAsync([Good(Page("next", "a", "b"))], "history", "list");

        Assert.Contains("2 runs, and there are more: --limit or --all", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_All_FollowsThePages()
    {
        using ScriptedApi api = new(Good(Page("a+b", "a")), Good(Page(null, "b")));

        CommandRun run = await CommandRun.OfAsync(api, "history", "list", "--all", "--json");

        Assert.Equal(["GET /api/runs?limit=1000", "GET /api/runs?limit=1000&continuation=a%2Bb"], api.Requests);
        using JsonDocument json = JsonDocument.Parse(run.Output);
        Assert.Equal(["a", "b"], json.RootElement.GetProperty("items").EnumerateArray().Select(one => one.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task List_ApiRefuses_FailsWithItsReason()
    {
        CommandRun run = await RunAsync([(HttpStatusCode.BadRequest, Problem)], "history", "list", "--kept", "maybe");

        Assert.Equal((1, "kept is maybe; true or false is needed." + Environment.NewLine), (run.Code, run.Errors));
    }

    [Fact]
    public async Task Show_NoTerminal_HasEverySection()
    {
        CommandRun run = await RunAsync([Good(Shown)], "history", "show", "a/b");

        Assert.Equal(0, run.Code);
        Assert.Contains("  what           lightgbm on v2 with 4h, normalized, 90 days, 3 bars ahead, n_estimators 40", run.Output, StringComparison.Ordinal);
        Assert.Contains("  holds          bull_trending", run.Output, StringComparison.Ordinal);
        Assert.Contains("  seed           18446744073709551615", run.Output, StringComparison.Ordinal);
        Assert.Matches("3 +│ 1 +│ yes +│ 0[.]61 +│ - +│ - +│ 1[.]5 +│ cpu +│ 0123456789ab", run.Output);
        Assert.Matches("accuracy +│ 0[.]61 +│ 0[.]52", run.Output);
        Assert.Matches("bull_trending +│ 900 +│ 1[.]4 +│ 44 +│ 0[.]71 +│ kept +│ - +│ direct/mean/c0[.]3/l100", run.Output);
        Assert.Contains("  outcome        Model kept (improves: bull_trending)", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('█', run.Output);
    }

    [Fact]
    public async Task Show_Terminal_DrawsTheSharpeOfEachRegime()
    {
        using ScriptedApi api = new(Good(Shown));

        CommandRun run = await CommandRun.OfAsync(api, terminal: true, new Dictionary<string, string?>(), "history", "show", "run-1");

        Assert.Contains($"bull_trending \u001b[32m{new string('█', 24)}\u001b[0m 1.4", run.Output, StringComparison.Ordinal);
        Assert.Contains($"total         \u001b[91m{new string('█', 12)}\u001b[0m -0.7", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_Terminal_DrawsTheEquity()
    {
        using ScriptedApi api = new(Good(Shown), Good("""{"strategy":"direct/mean/c0/l50","equity":[10000,10350.5,9300,11400.126]}"""));

        CommandRun run = await CommandRun.OfAsync(api, terminal: true, new Dictionary<string, string?>(), "history", "show", "run-1");

        Assert.Equal(["GET /api/runs/run-1", "GET /api/runs/run-1/equity"], api.Requests);
        Assert.EndsWith("▃▅▁█\nEquity of direct/mean/c0/l50, from 10000 to 11400.13\n", run.Output.Replace("\r", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_LongEquity_HasSixtyColumns()
    {
        using ScriptedApi api = new(Good(Shown), Good($$"""{"strategy":"s","equity":[{{string.Join(',', Enumerable.Range(0, 1000))}}]}"""));

        CommandRun run = await CommandRun.OfAsync(api, terminal: true, new Dictionary<string, string?>(), "history", "show", "run-1");

        string line = run.Output.ReplaceLineEndings("\n").Split('\n')[^3];
        Assert.Equal((60, '▁', '█'), (line.Length, line[0], line[^1]));
        Assert.Equal(string.Concat(line.Order()), line);
    }

    [Fact]
    public async Task Show_TerminalAndNoEquity_IsAsGood()
    {
        using ScriptedApi api = new(Good(Shown), (HttpStatusCode.Conflict, """{"status":409,"detail":"The equity of run run-1 cannot be made."}"""));

        CommandRun run = await CommandRun.OfAsync(api, terminal: true, new Dictionary<string, string?>(), "history", "show", "run-1");

        Assert.Equal((0, ""), (run.Code, run.Errors));
        Assert.DoesNotContain("Equity", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_BeatenRun_SaysWhoBeatIt()
    {
        string beaten = RunDocument.Of(RunBuilder.Completed("run-1", 0, RunBuilder.Beaten()), Costs).ToJsonString(ApiJson.Options);

        CommandRun run = await RunAsync([Good(beaten)], "history", "show", "run-1");

        Assert.Contains("  deleted by     run-2", run.Output, StringComparison.Ordinal);
        Assert.Contains("  lost bull_trending: run-2 has a Sharpe of 1.400", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_RunWithoutDetails_ShowsWhatThereIs()
    {
        CommandRun run = await RunAsync([Good("""{"id":"x","status":"failed","error":"No bars.","summary":null}""")], "history", "show", "x");

        Assert.Equal((0, "run x\n  market         - -\n  status         failed\n  error          No bars.\n"), (run.Code, run.Output.Replace("\r", "", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Export_Csv_IsNamedByTheClockAndHasWhatTheApiSent()
    {
        using ScriptedApi api = new(Good("run_id\r\nä\r\n"));

        CommandRun run = await CommandRun.OfAsync(api, "history", "export", "--out", folder.Path, "--symbol", "BTCUSDT");

        string file = Path.Combine(folder.Path, "training_history_20260301_123045.csv");
        Assert.Equal((0, "run_id\r\nä\r\n"), (run.Code, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)));
        Assert.Equal(["GET /api/runs.csv?symbol=BTCUSDT"], api.Requests);
        Assert.Equal([file], Directory.GetFiles(folder.Path));
        Assert.Contains($"{file}: 12 bytes", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_FileIsThere_IsNotOverwritten()
    {
        string file = folder.Write("mine.csv", "old");

        CommandRun run = await RunAsync([Good("new")], "history", "export", "--out", file);

        Assert.Equal((1, $"'{file}' exists and is not overwritten. Name another with --out.{Environment.NewLine}"), (run.Code, run.Errors));
        Assert.Equal("old", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Export_ApiRefuses_LeavesNoFile()
    {
        CommandRun run = await RunAsync([(HttpStatusCode.BadRequest, Problem)], "history", "export", "--out", folder.Path);

        Assert.Equal((1, "kept is maybe; true or false is needed." + Environment.NewLine), (run.Code, run.Errors));
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task Export_Json_HasEverythingOfEachRun()
    {
        using ScriptedApi api = new(Good(Page(null, "a", "b")), Good("""{"id":"a"}"""), Good("""{"id":"b","score":null}"""));

        CommandRun run = await CommandRun.OfAsync(api, "history", "export", "--format", "json", "--out", Path.Combine(folder.Path, "x.json"), "--json");

        Assert.Equal(["GET /api/runs?limit=1000", "GET /api/runs/a", "GET /api/runs/b"], api.Requests);
        string text = await File.ReadAllTextAsync(Path.Combine(folder.Path, "x.json"), TestContext.Current.CancellationToken);
        Assert.Equal("[\n{\"id\":\"a\"},\n{\"id\":\"b\",\"score\":null}\n]\n", text);
        using JsonDocument json = JsonDocument.Parse(run.Output);
        Assert.Equal(text.Length, json.RootElement.GetProperty("bytes").GetInt32());
    }

    [Theory]
    [InlineData("done", 0)]
    [InlineData("unchanged", 0)]
    [InlineData("refused", 1)]
    [InlineData("missing", 1)]
    public async Task Delete_Result_GivesTheExitCode(string result, int code)
    {
        string answer = JsonSerializer.Serialize(RunActionsAnswer.Of("delete", [new RunActionResult("a", result, "it holds bull_trending")]), ApiJson.Options);
        using ScriptedApi api = new(Good(answer));

        CommandRun run = await CommandRun.OfAsync(api, "history", "delete", "a", "b");

        Assert.Equal(code, run.Code);
        Assert.Equal("""{"action":"delete","ids":["a","b"],"tags":null}""", api.Bodies[0]);
        Assert.Matches($"a +│ {result} +│ it holds bull_trending", run.Output);
    }

    [Theory]
    [InlineData("tag", "history", "tag", "a", "--tag", "x", "--tag", "y")]
    [InlineData("untag", "history", "tag", "a", "--tag", "x", "--tag", "y", "--remove")]
    public async Task Tag_Words_AreSent(string action, params string[] arguments)
    {
        using ScriptedApi api = new(Good(JsonSerializer.Serialize(RunActionsAnswer.Of(action, []), ApiJson.Options)));

        await CommandRun.OfAsync(api, arguments);

        Assert.Equal($$"""{"action":"{{action}}","ids":["a"],"tags":["x","y"]}""", api.Bodies[0]);
    }

    [Theory]
    [InlineData("history", "export", "--format", "xml")]
    [InlineData("history", "tag", "a")]
    [InlineData("history", "delete")]
    [InlineData("history", "list", "--limit", "many")]
    public async Task WrongUsage_Is2(params string[] arguments) => Assert.Equal(2, (await RunAsync([Good("{}")], arguments)).Code);

    private static (HttpStatusCode Status, string Body) Good(string body) => (HttpStatusCode.OK, body);

    private static string Page(string? continuation, params string[] ids) => JsonSerializer.Serialize(
        new { items = ids.Select(id => new RunListItem(id, RunBuilder.Start, "BTCUSDT", "1h", "lightgbm", "completed", true, ["bull"], ["t1", "t2"], null)), continuation },
        ApiJson.Options);

    private static async Task<CommandRun> RunAsync((HttpStatusCode Status, string Body)[] answers, params string[] arguments)
    {
        using ScriptedApi api = new(answers);
        return await CommandRun.OfAsync(api, arguments);
    }
}
