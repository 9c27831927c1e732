using System.Net;
using System.Text.Json;

namespace ServerlessTraining.Cli.Tests.Commands;

public sealed class PresetsFreshnessCommandsTests
{
    private const string A = "BTCUSDT_1h_v2_LightGBM_single_h3";
    private const string B = "BTCUSDT_1h_v2_Ridge_single_h3";

    private const string Running = $$"""
        {"id":"c1","status":"training","created":"2026-01-05T12:00:00Z","request":{"a":"{{A}}","version_a":2,"b":"{{B}}","version_b":1,"days":null} }
        """;

    private const string Listed = $$"""
        {"items":[
         {"id":"c2","status":"failed","created":"2026-01-06T12:00:00Z","request":{"a":"{{B}}","version_a":1,"b":"{{A}}","version_b":2,"days":null},"winner":null,"verdict":"no bars"},
         {"id":"c1","status":"completed","created":"2026-01-05T12:00:00Z","request":{"a":"{{A}}","version_a":2,"b":"{{B}}","version_b":1,"days":null},
          "winner":"a","verdict":"A is better beyond chance"}],"continuation":null}
        """;

    private const string Ended = $$"""
        {"id":"c1","status":"completed","created":"2026-01-05T12:00:00Z","request":{"a":"{{A}}","version_a":2,"b":"{{B}}","version_b":1,"days":null},
         "result":{"window":{"data":"later","from":"2026-01-01T00:00:00Z","text":"700 bars since 2026-01-01T00:00:00Z, later than the data of both presets"},
          "winner":"a","verdict":"A is better beyond chance at the 5 % level over 700 bars.","horizons":[{"horizon":3,
           "a":{"horizon":3,"rows":700,"roc_auc":0.58,"log_loss":0.681,"accuracy":0.56,"base_rate":0.51,"brier":0.244,"sharpe":1.2},
           "b":{"horizon":3,"rows":700,"roc_auc":0.55,"log_loss":0.691,"accuracy":0.54,"base_rate":0.51,"brier":0.249,"sharpe":{"value":null,"reason":"all values are equal"} },
           "log_loss":{"bars":700,"difference":-0.01,"standard_error":0.002,"low":-0.014,"high":-0.006,"p":0.0004,"adjusted_p":0.0008},
           "returns":{"bars":700,"difference":0.00012,"standard_error":0.0001,"low":-0.0001,"high":0.0003,"p":0.24,"adjusted_p":0.24},
           "verdict":"log loss: A is better (p < 0.001); returns: no difference beyond chance (p = 0.240)"}]} }
        """;

    [Fact]
    public async Task Ab_TwoPresets_FollowsAndPrintsThemSideBySideWithTheVerdict()
    {
        using RecordingApi api = new RecordingApi()
            .On("POST /api/presets/ab", """{"id":"c1","status_url":"/api/presets/ab/c1","status":"pending"}""", HttpStatusCode.Accepted)
            .On("GET /api/presets/ab/c1", Running)
            .On("GET /api/presets/ab/c1", Ended);

        CommandRun run = await CommandRun.OfAsync(api, "presets", "ab", A, B, "--version-a", "2", "--days", "30");

        Assert.Equal((0, ""), (run.Code, run.Errors));
        Assert.Equal($$"""{"a":"{{A}}","b":"{{B}}","versions":[2,null],"days":30}""", Assert.Single(api.Bodies));
        Assert.Contains("comparison c1: training", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"3 +│ log loss +│ 0[.]681 +│ 0[.]691 +│ -0[.]01 +│ -0[.]014 to -0[.]006 +│ 0[.]0004 +│ 0[.]0008", run.Output);
        Assert.Matches(@"3 +│ Sharpe +│ 1[.]2 +│ - ", run.Output);
        Assert.EndsWith("A is better beyond chance at the 5 % level over 700 bars.", run.Output.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ab_ThatFails_SaysWhyAndFails()
    {
        using RecordingApi api = new RecordingApi()
            .On("POST /api/presets/ab", """{"id":"c1","status_url":"/api/presets/ab/c1","status":"pending"}""", HttpStatusCode.Accepted)
            .On("GET /api/presets/ab/c1", Running.Replace("\"training\"", "\"failed\",\"reason\":\"no bars\"", StringComparison.Ordinal));

        CommandRun run = await CommandRun.OfAsync(api, "presets", "ab", A, B);

        Assert.Equal(1, run.Code);
        Assert.Contains("failed: no bars", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ab_Json_IsTheComparisonAlone()
    {
        using RecordingApi api = new RecordingApi()
            .On("POST /api/presets/ab", """{"id":"c1","status_url":"/api/presets/ab/c1","status":"pending"}""", HttpStatusCode.Accepted)
            .On("GET /api/presets/ab/c1", Ended);

        using JsonDocument json = JsonDocument.Parse((await CommandRun.OfAsync(api, "presets", "ab", A, B, "--json")).Output);

        Assert.Equal("a", json.RootElement.GetProperty("result").GetProperty("winner").GetString());
    }

    [Fact]
    public async Task Comparisons_AreATableWithTheirVerdicts()
    {
        using RecordingApi api = new RecordingApi().On("GET /api/presets/ab?limit=20", Listed);

        CommandRun run = await CommandRun.OfAsync(api, "presets", "comparisons", "list");

        Assert.Equal((0, ""), (run.Code, run.Errors));
        Assert.Matches($"c2 +│ 2026-01-06T12:00:00Z +│ failed +│ {B} version 1 +│ {A} version 2 +│ no bars", run.Output);
        Assert.Matches($"c1 +│ 2026-01-05T12:00:00Z +│ completed +│ {A} version 2 +│ {B} version 1 +│ A is better", run.Output);
    }

    [Fact]
    public async Task Comparisons_None_SaysHowToMakeOne()
    {
        using RecordingApi api = new RecordingApi().On("GET /api/presets/ab?limit=20", """{"items":[],"continuation":null}""");

        Assert.Equal("No presets have been compared yet. ./st presets ab A B compares two.", (await CommandRun.OfAsync(api, "presets", "comparisons", "list")).Output.Trim());
    }

    [Fact]
    public async Task Comparisons_Show_PrintsTheOneOfThatId()
    {
        using RecordingApi api = new RecordingApi().On("GET /api/presets/ab?limit=200", Listed).On("GET /api/presets/ab/c1", Ended);

        CommandRun run = await CommandRun.OfAsync(api, "presets", "comparisons", "show", "c1");

        Assert.EndsWith("A is better beyond chance at the 5 % level over 700 bars.", run.Output.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recommend_Market_PrintsRegimeRankingAndReasons()
    {
        using ScriptedApi api = new((HttpStatusCode.OK, $$"""
            {"symbol":"BTCUSDT","timeframe":"1h","regime":"bull_trending","bar":"2026-01-05T11:00:00Z","share":0.23,"presets":[
             {"rank":1,"name":"{{A}}","version":2,"score":0.571,"basis":"regime","in_regime":0.58,"regime_bars":310,"overall":0.56,"fresh":true,"reasons":["it was best"]},
             {"rank":2,"name":"{{B}}","version":1,"score":0.55,"basis":"overall","in_regime":{"value":null,"reason":"not measured"},"regime_bars":0,"overall":0.55,"fresh":false,
              "reasons":["it is stale"]}]}
            """));

        CommandRun run = await CommandRun.OfAsync(api, "presets", "recommend", "btc/usdt", "1H");

        Assert.Equal(["GET /api/presets/recommend?symbol=BTCUSDT&timeframe=1h&limit=10"], api.Requests);
        Assert.StartsWith("BTCUSDT 1h is bull_trending at 2026-01-05T11:00:00Z, as 23 % of its bars are", run.Output, StringComparison.Ordinal);
        Assert.Matches($"1 +│ {A} +│ 2 +│ 0[.]571 +│ regime +│ 0[.]58 +│ 310 +│ 0[.]56 +│ yes", run.Output);
        Assert.Contains($"2. {B}{Environment.NewLine}   it is stale", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reoptimize_DryRun_PrintsWhatWouldBeSearched()
    {
        using ScriptedApi api = new((HttpStatusCode.OK, $$"""
            {"dry_run":true,"judged":9,"trial_budget":100,"trials":85,"message":"2 of 9 published presets are stale; 1 would be searched again.","entries":[
             {"name":"{{A}}","version":2,"staleness":3,"reasons":["expired"],"chosen":true,"trials":85,"why":["expired: 95 days old, 90 are allowed"]},
             {"name":"{{B}}","version":1,"staleness":1,"reasons":["expired"],"chosen":false,"trials":85,"why":["expired: 91 days old, 90 are allowed"],
              "why_not":"15 of 100 trials are left, and its search takes 85"}]}
            """));

        CommandRun run = await CommandRun.OfAsync(api, "presets", "reoptimize", "--dry-run", "--budget", "100");

        Assert.Equal("""{"dry_run":true,"measure":false,"trial_budget":100}""", Assert.Single(api.Bodies));
        Assert.Matches($"{A} +│ 2 +│ 85 +│ yes +│ expired: 95 days old", run.Output);
        Assert.Contains("no: 15 of 100 trials are left, and its search takes 85", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("85 of 100 trials", run.Output.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Freshness_Presets_PrintsWhyEachIsFreshOrStale()
    {
        using ScriptedApi api = new((HttpStatusCode.OK, $$"""
            {"items":[{"name":"{{A}}","version":2,"published":"2025-10-01T00:00:00Z","fresh":false,"reasons":["expired"],"texts":["expired: 95 days old, 90 are allowed"],
              "drift":{"index":0.12,"rows":1440,"furthest":[{"input":"atr","index":0.4}]},
              "score_then":0.58,"score_now":{"value":null,"reason":"not measured"} }],"continuation":"next"}
            """));

        CommandRun run = await CommandRun.OfAsync(api, "presets", "freshness", "--symbol", "BTCUSDT");

        Assert.Equal(["GET /api/presets/freshness?symbol=BTCUSDT&limit=50"], api.Requests);
        Assert.Matches($"{A} +│ 2 +│ 2025-10-01T00:00:00Z +│ no +│ 0[.]12 +│ 0[.]58 +│ - ", run.Output);
        Assert.Contains("  expired: 95 days old, 90 are allowed", run.Output, StringComparison.Ordinal);
        Assert.Contains("  moved furthest: atr 0.4", run.Output, StringComparison.Ordinal);
        Assert.Contains("there are more", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Freshness_NoPreset_SaysHowToMakeOne()
    {
        using ScriptedApi api = new((HttpStatusCode.OK, """{"items":[],"continuation":null}"""));

        Assert.Equal("no preset is published; ./st presets generate makes one", (await CommandRun.OfAsync(api, "presets", "freshness")).Output.Trim());
    }
}
