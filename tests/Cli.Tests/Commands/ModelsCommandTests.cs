using System.Net;
using System.Text.Json;

namespace ServerlessTraining.Cli.Tests.Commands;

public sealed class ModelsCommandTests : IDisposable
{
    private const string Third = """
        {"market":"BTCUSDT_1h","version":3,"live":true,"source":"job","source_id":"01aa77","published_at":"2026-03-01T12:00:00+00:00",
         "model_type":"lightgbm","feature_system":"poc16","threshold":0.5,
         "figures":{"accuracy":0.531,"average":{"recall":0.44,"kind":"average"} },"hash":"0123456789abcdef"}
        """;

    private const string Second = """
        {"market":"BTCUSDT_1h","version":2,"live":false,"source":"candle","source_id":"20260301_123045","published_at":"2026-02-01T12:00:00+00:00","model_type":"lightgbm",
         "feature_system":"poc16","threshold":0.44,"figures":{},"hash":"ff"}
        """;

    private readonly RecordingApi api = new();

    public void Dispose() => api.Dispose();

    [Fact]
    public async Task List_Models_ShowsWhereTheyComeFrom()
    {
        api.On("GET /api/models?limit=1000", $$"""{"items":[{{Third}}],"continuation":null}""");

        CommandRun run = await RunAsync("models list");

        Assert.Equal(0, run.Code);
        Assert.Matches("BTCUSDT_1h +│ 3 +│ yes +│ 2026-03-01T12:00:00Z +│ lightgbm +│ poc16 +│ 0.5 +│ job 01aa77 +│ 0123456789ab", run.Output);
    }

    [Fact]
    public async Task List_None_SaysHowToMakeOne()
    {
        api.On("GET /api/models?limit=1000", """{"items":[],"continuation":null}""");

        Assert.Equal("no market has a live model; ./st train full and ./st candle use make one", (await RunAsync("models list")).Output.Trim());
    }

    [Theory]
    [InlineData("BTCUSDT_1h")]
    [InlineData("btc/usdt_H1")]
    public async Task Show_Market_ListsItsVersionsAndTheLiveOnesFigures(string market)
    {
        api.On("GET /api/models/BTCUSDT_1h?limit=1000", $$"""{"items":[{{Third}},{{Second}}],"continuation":null}""");

        CommandRun run = await RunAsync($"models show {market}");

        Assert.Matches("BTCUSDT_1h +│ 2 +│ no", run.Output);
        Assert.EndsWith("version 3 is live: accuracy=0.531, average.recall=0.44", run.Output.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_Json_IsTheAnswer()
    {
        api.On("GET /api/models/BTCUSDT_1h?limit=1000", $$"""{"items":[{{Third}}],"continuation":null}""");

        using JsonDocument json = JsonDocument.Parse((await RunAsync("models show BTCUSDT_1h --json")).Output);

        Assert.Equal(3, json.RootElement.GetProperty("items")[0].GetProperty("version").GetInt32());
    }

    [Theory]
    [InlineData("", "")]
    [InlineData(" --to 2", "?version=2")]
    public async Task Rollback_Version_IsAskedOfTheApi(string options, string query)
    {
        api.On($"POST /api/models/BTCUSDT_1h/rollback{query}", Second);

        CommandRun run = await RunAsync($"models rollback BTCUSDT_1h{options}");

        Assert.Equal((0, "Version 2 is the live model of BTCUSDT_1h."), (run.Code, run.Output.Trim()));
    }

    [Fact]
    public async Task Rollback_Refused_SaysWhy()
    {
        api.On("POST /api/models/BTCUSDT_1h/rollback", """{"status":409,"detail":"Version 1 of BTCUSDT_1h is live, and no version was before it."}""", HttpStatusCode.Conflict);

        CommandRun run = await RunAsync("models rollback BTCUSDT_1h");

        Assert.Equal((1, "Version 1 of BTCUSDT_1h is live, and no version was before it."), (run.Code, run.Errors.Trim()));
    }

    [Fact]
    public async Task Predict_Pages_AreOneForecast()
    {
        const string Path = "POST /api/models/BTCUSDT_1h/predictions?start_date=2022-01-01&limit=100000";
        api.On(Path, Rows("2022-01-01T00:00:00+00:00", 1, "\"2022-01-01T01:00:00Z\""))
            .On($"{Path}&continuation=2022-01-01T01%3A00%3A00Z", Rows("2022-01-01T01:00:00+00:00", 0, "null"));

        CommandRun run = await RunAsync("models predict BTCUSDT_1h --from 2022-01-01");

        Assert.Matches("2022-01-01T00:00:00Z +│ 1 +│ 0.6000 +│ 0.1000", run.Output);
        Assert.Matches("2022-01-01T01:00:00Z +│ 0 +│ 0.6000 +│ 0.1000", run.Output);
        Assert.EndsWith("2 predictions, 1 of them up, at a threshold of 0.5", run.Output.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Predict_Json_HasTheRowsOfAllPages()
    {
        const string Path = "POST /api/models/BTCUSDT_1h/predictions?limit=100000";
        api.On(Path, Rows("2022-01-01T00:00:00+00:00", 1, "\"x\"")).On($"{Path}&continuation=x", Rows("2022-01-01T01:00:00+00:00", 0, "null"));

        using JsonDocument json = JsonDocument.Parse((await RunAsync("models predict BTCUSDT_1h --json")).Output);

        Assert.Equal(2, json.RootElement.GetProperty("predictions").GetArrayLength());
    }

    [Theory]
    [InlineData("models show BTCUSDT", "'BTCUSDT' is not a market. It is a symbol and a timeframe, as BTCUSDT_1h.")]
    [InlineData("models show BTC?_1h", "'BTC?' is not a symbol.")]
    [InlineData("models rollback BTCUSDT_1h --to x", "x")]
    [InlineData("models predict", "market")]
    public async Task Models_WrongUsage_Is2AndSaysWhat(string arguments, string words)
    {
        CommandRun run = await RunAsync(arguments);

        Assert.Equal(2, run.Code);
        Assert.Contains(words, run.Errors, StringComparison.Ordinal);
        Assert.Empty(api.Requests);
    }

    private static string Rows(string time, int prediction, string continuation) => $$"""
        {"market":"BTCUSDT_1h","version":3,"threshold":0.5,"total_predictions":2,"continuation":{{continuation}},
         "predictions":[{"timestamp":"{{time}}","prediction":{{prediction}},"probability":0.6,"confidence":0.1}]}
        """;

    private Task<CommandRun> RunAsync(string arguments) => CommandRun.OfAsync(api, arguments.Split(' '));
}
