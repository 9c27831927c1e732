using System.Net;
using System.Text.Json;

namespace ServerlessTraining.Cli.Tests;

public sealed class RegimesCommandTests
{
    private const string Rules = """
        {"set":"default","version":4,"change":"added panic","saved":null,"fingerprint":"f","regimes":[
          {"name":"panic","priority":5,"enabled":true,"description":"Wild.","conditions":{"volatility":"> 90th percentile","drawdown":"> 0.2"},"text":"panic: ..."}],"shares":null}
        """;

    private const string Classified = """
        {"symbol":"BTCUSDT","timeframe":"1h","set":"default","version":4,"options":{"lookback":100,"percentile_window":1000,"hysteresis":1},"from":"2026-01-01T00:00:00+00:00",
         "last":"2026-01-01T03:00:00+00:00","count":4,"warm_up":1,"shares":[
          {"name":"panic","count":2,"share":0.6667,"episodes":1,"mean_length":2},{"name":"unclassified","count":1,"share":0.3333,"episodes":1,"mean_length":1}],
         "bars":[{"open_time":"2026-01-01T00:00:00+00:00","regime":null,"reason":"the first 1 bars are warm-up"},{"open_time":"2026-01-01T01:00:00+00:00","regime":"panic"},
          {"open_time":"2026-01-01T02:00:00+00:00","regime":"panic"},{"open_time":"2026-01-01T03:00:00+00:00","regime":"unclassified"}],"next":null}
        """;

    private const string Explained = """
        {"symbol":"BTCUSDT","timeframe":"1h","set":"default","version":4,"open_time":"2026-01-01T01:00:00+00:00","regime":"panic","lines":[
          "2026-01-01T01:00:00Z panic: the first rule that holds","+ panic: volatility 0.01046 > 90th percentile 0.01045, drawdown 0.21 > 0.2"]}
        """;

    private const string Boards = """
        {"boards":[{"board":"BTCUSDT_1h","version":7,"regimes":[{"regime":"panic","holders":[{"rank":1,"run_id":"run-1","model_id":"m","symbol":"BTCUSDT","timeframe":"1h",
          "model_type":"ridge","configuration":"ridge on v1","strategy":"direct/mean/c0/l50","sharpe":1.25,"trades":1234,"deflated_probability":{"value":null,"reason":"one trial"},
          "since":"2026-01-01T00:00:00+00:00","defeats":[]}]},{"regime":"calm","holders":[]}]}],"continuation":null}
        """;

    [Fact]
    public async Task List_NoTerminal_IsATableOfTheRules()
    {
        CommandRun run = await RunAsync([Good(Rules)], "regimes", "list", "--set", "a b");

        Assert.Equal(0, run.Code);
        Assert.Contains("panic", run.Output, StringComparison.Ordinal);
        Assert.Contains("volatility > 90th percentile, drawdown > 0.2", run.Output, StringComparison.Ordinal);
        Assert.Contains("set default, version 4: added panic", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_Json_IsTheAnswer()
    {
        CommandRun run = await RunAsync([Good(Rules)], "regimes", "list", "--json");

        using JsonDocument json = JsonDocument.Parse(run.Output);
        Assert.Equal("> 0.2", json.RootElement.GetProperty("regimes")[0].GetProperty("conditions").GetProperty("drawdown").GetString());
    }

    [Fact]
    public async Task Add_Conditions_AreSentByMeasureWithTheVersionThatWasRead()
    {
        using ScriptedApi api = new(Good(Rules));

        CommandRun run = await CommandRun.OfAsync(
            api, "regimes", "add", "steady", "--when", "trend_strength > 0.2", "--when", "returns>0", "--when", "trend_strength < 0.8", "--description", "Up.", "--set", "my set");

        Assert.Equal(0, run.Code);
        Assert.Equal(["GET /api/regimes?set=my%20set", "POST /api/regimes?set=my%20set"], api.Requests);
        Assert.Equal(
            """{"name":"steady","priority":15,"enabled":true,"description":"Up.","conditions":{"trend_strength":"> 0.2 and < 0.8","returns":">0"},"version":4}""",
            JsonSerializer.Serialize(JsonDocument.Parse(api.Bodies[1]), Plain));
    }

    [Fact]
    public async Task Edit_OneField_SendsThatFieldAlone()
    {
        using ScriptedApi api = new(Good(Rules));

        await CommandRun.OfAsync(api, "regimes", "edit", "panic", "--priority", "3", "--version", "2");

        Assert.Equal("PUT /api/regimes/panic", api.Requests[1]);
        Assert.Equal("""{"priority":3,"version":2}""", api.Bodies[1]);
    }

    [Fact]
    public async Task Toggle_EnabledRule_DisablesIt()
    {
        using ScriptedApi api = new(Good(Rules));

        await CommandRun.OfAsync(api, "regimes", "toggle", "panic");

        Assert.Equal("""{"enabled":false,"version":4}""", api.Bodies[1]);
    }

    [Fact]
    public async Task Toggle_UnknownRule_NamesTheNearest()
    {
        CommandRun run = await RunAsync([Good(Rules)], "regimes", "toggle", "panik");

        Assert.Equal((1, $"There is no regime 'panik'. Did you mean 'panic'? Regimes are panic.{Environment.NewLine}"), (run.Code, run.Errors));
    }

    [Fact]
    public async Task Delete_Rule_SendsTheVersionInTheAddress()
    {
        using ScriptedApi api = new(Good(Rules));

        await CommandRun.OfAsync(api, "regimes", "delete", "panic", "--change", "too rare");

        Assert.Equal("DELETE /api/regimes/panic?version=4&change=too%20rare", api.Requests[1]);
    }

    [Fact]
    public async Task Add_SomebodySavedInBetween_FailsWithWhatTheApiSays()
    {
        const string Conflict = """
            {"status":409,"detail":"Set default of the regime rules is at version 5, but version 4 was edited.","errors":[{"field":"version","value":"4","allowed":"5"}]}
            """;

        CommandRun run = await RunAsync([Good(Rules), (HttpStatusCode.Conflict, Conflict)], "regimes", "add", "x", "--when", "returns > 0");

        Assert.Equal(1, run.Code);
        Assert.StartsWith("Set default of the regime rules is at version 5, but version 4 was edited.", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--when is 'up'; a measure and a comparison are needed, such as \"trend_strength > 0.7\".", "regimes", "add", "x", "--when", "up")]
    [InlineData("Nothing to change: give --when, --priority, --description or --rename.", "regimes", "edit", "x", "--change", "y")]
    [InlineData("Option '--when' is required.", "regimes", "add", "x")]
    public async Task WrongUsage_Is2AndSaysWhy(string message, params string[] arguments)
    {
        CommandRun run = await RunAsync([Good(Rules)], arguments);

        Assert.Equal(2, run.Code);
        Assert.Contains(message, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Best_Boards_ShowHoldersAndEmptyRegimes()
    {
        using ScriptedApi api = new(Good(Boards));

        CommandRun run = await CommandRun.OfAsync(api, "regimes", "best", "BTC/USDT", "1h");

        Assert.Equal(["GET /api/regimes/best?symbol=BTC%2FUSDT&timeframe=1h"], api.Requests);
        Assert.Contains("BTCUSDT_1h (version 7)", run.Output, StringComparison.Ordinal);
        Assert.Matches("panic +│ 1 +│ run-1 +│ direct/mean/c0/l50 +│ 1[.]25 +│ 1,234 +│ - +│ 2026-01-01T00:00:00Z +│ 0 +│ ridge on v1", run.Output);
        Assert.Matches("calm +│ - .*nobody", run.Output);
    }

    [Fact]
    public async Task Best_SeveralPages_AreOneAnswer()
    {
        using ScriptedApi api = new(Good("""{"boards":[{"board":"A_1h","version":1,"regimes":[]}],"continuation":"A_1h"}"""), Good(Boards));

        CommandRun run = await CommandRun.OfAsync(api, "regimes", "best", "--json");

        Assert.Equal(["GET /api/regimes/best", "GET /api/regimes/best?continuation=A_1h"], api.Requests);
        JsonElement all = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal(["A_1h", "BTCUSDT_1h"], all.GetProperty("boards").EnumerateArray().Select(board => board.GetProperty("board").GetString()));
        Assert.Equal(JsonValueKind.Null, all.GetProperty("continuation").ValueKind);
    }

    [Fact]
    public async Task Classify_NoTerminal_SaysTheLastBarsInWords()
    {
        CommandRun run = await RunAsync([Good(Classified)], "regimes", "classify", "BTCUSDT", "1h");

        Assert.Matches("panic +│ 2 +│ 66[.]7 % +│ 1 +│ 2", run.Output);
        Assert.Contains("BTCUSDT 1h: 4 bars from 2026-01-01T00:00:00Z to 2026-01-01T03:00:00Z, 1 of them warm-up; rules default version 4", run.Output, StringComparison.Ordinal);
        Assert.Contains("bars from 2026-01-01T00:00:00Z: warm-up x1, panic x2, unclassified x1", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Classify_Terminal_DrawsTheLastBars()
    {
        using ScriptedApi api = new(Good(Classified));

        CommandRun run = await CommandRun.OfAsync(api, terminal: true, new Dictionary<string, string?>(), "regimes", "classify", "BTCUSDT", "1h");

        Assert.Equal(4 + 2, run.Output.Count(c => c == '█'));
        Assert.Contains("\u001b[32m██\u001b[0m", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_ATime_PrintsTheLines()
    {
        using ScriptedApi api = new(Good(Explained));

        CommandRun run = await CommandRun.OfAsync(api, "regimes", "explain", "BTCUSDT", "1h", "2026-01-01T01:30:00Z", "--set", "wild");

        Assert.Equal(["GET /api/regimes/explain?symbol=BTCUSDT&timeframe=1h&at=2026-01-01T01%3A30%3A00Z&set=wild"], api.Requests);
        Assert.Equal(
            "2026-01-01T01:00:00Z panic: the first rule that holds\n+ panic: volatility 0.01046 > 90th percentile 0.01045, drawdown 0.21 > 0.2\n",
            run.Output.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Explain_JsonWithoutATime_IsTheAnswerForTheLastBar()
    {
        using ScriptedApi api = new(Good(Explained));

        CommandRun run = await CommandRun.OfAsync(api, "regimes", "explain", "BTCUSDT", "1h", "--json");

        Assert.Equal(["GET /api/regimes/explain?symbol=BTCUSDT&timeframe=1h"], api.Requests);
        JsonElement bar = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal(("panic", 2), (bar.GetProperty("regime").GetString(), bar.GetProperty("lines").GetArrayLength()));
    }

    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static (HttpStatusCode Status, string Body) Good(string body) => (HttpStatusCode.OK, body);

    private static async Task<CommandRun> RunAsync((HttpStatusCode Status, string Body)[] answers, params string[] arguments)
    {
        using ScriptedApi api = new(answers);
        return await CommandRun.OfAsync(api, arguments);
    }
}
