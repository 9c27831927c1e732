using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Cli.Tests.Commands;

public sealed class CandleCommandTests : IDisposable
{
    private const string Start = "POST /api/training/run-poc";
    private const string StartBatch = "POST /api/training/poc-batches";
    private const string Newest = "GET /api/training/poc-runs?limit=1000";
    private const string BatchStarted = """{"batch_id":"b1","status_url":"/api/training/poc-batches/b1","status":"started","run_ids":["r1","r2"]}""";
    private const string SecondDone = """ "status":"completed","threshold":0.5,"test_metrics":{"accuracy":0.54},"error":null """;
    private const string SecondRuns = """ "status":"started","threshold":null,"test_metrics":null,"error":null """;

    private const string Page = $$"""
        {"items":[{"run_id":"{{CandleDocuments.Id}}_2","symbol":"SPY","timeframe":"1d","candle_date":"2012-06-01T00:00:00+00:00",
           "status":"failed","started":"2026-03-01T12:30:45+00:00","batch_id":"b1","accuracy":null,"roc_auc":null},
          {"run_id":"{{CandleDocuments.Id}}","symbol":"SPY","timeframe":"1d","candle_date":"2012-06-01T00:00:00+00:00",
           "status":"completed","started":"2026-03-01T12:30:45+00:00","batch_id":null,"accuracy":0.5143,"roc_auc":0.49876}],
         "continuation":null}
        """;

    private readonly RecordingApi api = new();
    private readonly ScratchFolder folder = new();

    public void Dispose()
    {
        api.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Train_Options_AreTheRequest()
    {
        api.On(Start, CandleDocuments.Started, HttpStatusCode.Accepted);
        string file = folder.Write("candle.json", """{"folds":2,"params":{"max_depth":9,"num_leaves":15}}""");

        CommandRun run = await RunAsync(
            "candle train spy D1 2012-06-01 --years 2.5 --window 40 --learning-rate 0.1 --num-leaves 40 --min-child-samples 30 --features poc16+ma5 "
            + $"--folds 3 --windows 2 --optimize 30 --threshold 0.55 --seed 4 --config {file} --no-wait");

        Assert.Equal((0, $"run {CandleDocuments.Id} is being trained; look at it: ./st candle show {CandleDocuments.Id}"), (run.Code, run.Output.Trim()));
        AssertJson(
            """
            {"symbol":"SPY","timeframe":"1d","candle_date":"2012-06-01","train_years":2.5,"test_window_size":40,"feature_set":"poc16+ma5",
             "folds":3,"windows":2,"optimize_seconds":30,"threshold":0.55,"seed":4,"params":{"learning_rate":0.1,"num_leaves":40,"max_depth":9,"min_child_samples":30}}
            """,
            api.Bodies[0]);
    }

    [Fact]
    public async Task Train_WithoutOptions_LeavesTheDefaultsToTheApi()
    {
        api.On(Start, CandleDocuments.Started, HttpStatusCode.Accepted);

        await RunAsync("candle train SPY 1d 2012-06-01 --no-wait");

        AssertJson("""{"symbol":"SPY","timeframe":"1d","candle_date":"2012-06-01"}""", api.Bodies[0]);
    }

    [Fact]
    public async Task Train_Completed_ShowsTheResults()
    {
        api.On(Start, CandleDocuments.Started, HttpStatusCode.Accepted)
            .On(CandleDocuments.Path, CandleDocuments.Run("started", 0)).On(CandleDocuments.Path, CandleDocuments.Run("started", 0.3))
            .On(CandleDocuments.Path, CandleDocuments.Run("started", 0.4)).On(CandleDocuments.Path, CandleDocuments.Run("completed", 1))
            .On($"{CandleDocuments.Path}/results", CandleDocuments.Results);

        CommandRun run = await RunAsync("candle train SPY 1d 2012-06-01");

        Assert.Equal(0, run.Code);
        string[] lines = Lines(run);
        Assert.Equal(
            [
                "25 % done",
                $"run {CandleDocuments.Id}",
                "  market         SPY 1d",
                "  candle         2012-06-01T00:00:00Z",
                "  training       3 years of poc16, seed 1",
                "  params         learning_rate=0.05, num_leaves=31",
                "  trees          17",
                "  data           0123456789ab",
                "  code           0.1.0",
                "41 trials in 30 s: ROC AUC 0.56 on the tune part with num_leaves=15; 0.53 with your own",
            ],
            lines[..10]);
        Assert.Matches("test +│ 35 +│ 35 +│ 2012-06-04T00:00:00Z +│ 2012-07-23T00:00:00Z +│ 2012-07-26T00:00:00Z +│ 19 +│ 54.3 %", run.Output);
        Assert.Matches("roc_auc +│ 0.7812 +│ 0.55 +│ 0.4988", run.Output);
        Assert.Matches("mcc +│ - +│ - +│ -", run.Output);
        Assert.Contains(
            "threshold 0.4321: the best F1 of the tune part (0.66), used unchanged on the test; the training rows would have given 0.5 (0.72)", lines);
        Assert.Contains("accuracy on the test: 51.4 %; always the more frequent class 54.3 %, the last bar goes on 48.6 %; 54.3 % of the bars rose", lines);
        Assert.Contains("return on the test before costs: -1.5 %; buy and hold 6.1 %, the last bar goes on 1.2 %", lines);
        Assert.Matches("2 +│ 2012-07-24T00:00:00Z +│ 2012-09-11T00:00:00Z +│ 0.4321 +│ 0.4286", run.Output);
        Assert.Matches("accuracy +│ 1 +│ 0.57 +│ - +│ 0.57 +│ 0.57", run.Output);
        Assert.Equal(["share of the gain: range 31.2 %, volume 20 %", "note: There is no mcc of the test: labels are of one class."], lines[^2..]);
    }

    [Fact]
    public async Task Train_Json_IsTheResultsDocument()
    {
        api.On(Start, CandleDocuments.Started, HttpStatusCode.Accepted).On(CandleDocuments.Path, CandleDocuments.Run("completed", 1))
            .On($"{CandleDocuments.Path}/results", CandleDocuments.Results);

        CommandRun run = await RunAsync("candle train SPY 1d 2012-06-01 --json");

        AssertJson(CandleDocuments.Results, run.Output);
    }

    [Theory]
    [InlineData("failed", "\"no trainer\"", "failed: no trainer")]
    [InlineData("cancelled", "null", "cancelled")]
    public async Task Train_NotCompleted_Fails(string status, string error, string words)
    {
        api.On(Start, CandleDocuments.Started, HttpStatusCode.Accepted).On(CandleDocuments.Path, CandleDocuments.Run(status, 0.5, error));

        CommandRun run = await RunAsync("candle train SPY 1d 2012-06-01");

        Assert.Equal((1, $"run {CandleDocuments.Id} {words}"), (run.Code, Lines(run)[^1]));
    }

    [Fact]
    public async Task Train_OnATerminal_ShowsABar()
    {
        api.On(Start, CandleDocuments.Started, HttpStatusCode.Accepted)
            .On(CandleDocuments.Path, CandleDocuments.Run("started", 0.5)).On(CandleDocuments.Path, CandleDocuments.Run("cancelled", 0.5));

        CommandRun run = await CommandRun.OfAsync(api, terminal: true, new Dictionary<string, string?>(), "candle", "train", "SPY", "1d", "2012-06-01");

        Assert.Contains("SPY 1d at 2012-06-01T00:00:00Z  ━━━━━━━━━━──────────  50 %", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Train_CtrlC_SaysThatTheRunGoesOn()
    {
        using CancellationTokenSource interrupt = new();
        api.On(Start, CandleDocuments.Started, HttpStatusCode.Accepted).On(CandleDocuments.Path, CandleDocuments.Run("started", 0));
        api.Asked = request =>
        {
            if (request == CandleDocuments.Path) interrupt.Cancel();
        };

        CommandRun run = await CommandRun.InterruptedAsync(api, interrupt.Token, "candle", "train", "SPY", "1d", "2012-06-01");

        Assert.Equal(
            (1, $"Run {CandleDocuments.Id} goes on without you. Look at it: ./st candle show {CandleDocuments.Id}. End it: ./st candle cancel {CandleDocuments.Id}."),
            (run.Code, run.Errors.Trim()));
    }

    [Fact]
    public async Task Train_Proposal_FillsWhatWasNotNamed()
    {
        api.On(
                "GET /api/training/candle-proposal?symbol=SPY&timeframe=1d&candle_date=2012-06-01&train_years=2&num_leaves=20",
                """
                {"runs":12,"proposed":{"learning_rate":0.1,"num_leaves":50,"max_depth":4,"min_child_samples":30},"own":{},
                 "expected":0.56,"own_expected":0.53,"reason":"12 runs of like markets."}
                """)
            .On(Start, CandleDocuments.Started, HttpStatusCode.Accepted);

        CommandRun run = await RunAsync("candle train SPY 1d 2012-06-01 --proposal --num-leaves 20 --years 2 --no-wait");

        Assert.Equal("proposed: learning_rate=0.1, num_leaves=50, max_depth=4, min_child_samples=30; ROC AUC expected of it 0.56, of your own 0.53, by 12 runs", Lines(run)[0]);
        AssertJson("""{"learning_rate":0.1,"num_leaves":20,"max_depth":4,"min_child_samples":30}""", JsonNode.Parse(api.Bodies[^1])!["params"]!.ToJsonString());
    }

    [Fact]
    public async Task Train_NothingProposed_SaysWhyAndTrains()
    {
        api.On(
                "GET /api/training/candle-proposal?symbol=SPY&timeframe=1d&candle_date=2012-06-01",
                """{"runs":1,"proposed":null,"own":{},"expected":null,"own_expected":null,"reason":"1 run is too few."}""")
            .On(Start, CandleDocuments.Started, HttpStatusCode.Accepted);

        CommandRun run = await RunAsync("candle train SPY 1d 2012-06-01 --proposal --no-wait");

        Assert.Equal(["nothing is proposed", "  1 run is too few."], Lines(run)[..2]);
        AssertJson("""{"symbol":"SPY","timeframe":"1d","candle_date":"2012-06-01"}""", api.Bodies[^1]);
    }

    [Fact]
    public async Task Train_Refused_SaysWhatIsWrong()
    {
        const string Detail = "The candle 1999-01-04 of SPY 1d cannot be trained from: 776 bars up to and with it are needed, and there are 250.";
        api.On(Start, $$"""{"status":400,"detail":"{{Detail}}"}""", HttpStatusCode.BadRequest);

        CommandRun run = await RunAsync("candle train SPY 1d 1999-01-04");

        Assert.Equal((1, Detail), (run.Code, run.Errors.Trim()));
    }

    [Fact]
    public async Task List_Runs_ShowsTheirTests()
    {
        api.On("GET /api/training/poc-runs?limit=20", Page);

        CommandRun run = await RunAsync("candle list");

        Assert.Matches($"{CandleDocuments.Id} +│ 2026-03-01T12:30:45Z +│ SPY 1d +│ 2012-06-01T00:00:00Z +│ completed +│ 0.5143 +│ 0.4988 +│ -", run.Output);
    }

    [Fact]
    public async Task List_None_SaysHowToMakeOne()
    {
        api.On("GET /api/training/poc-runs?limit=20", """{"items":[],"continuation":null}""");

        Assert.Equal("no training from a candle; ./st candle train SYMBOL TIMEFRAME DATE makes one", (await RunAsync("candle list")).Output.Trim());
    }

    [Fact]
    public async Task Show_IdThatBeginsAnother_MeansItself()
    {
        api.On(Newest, Page).On(CandleDocuments.Path, CandleDocuments.Run("completed", 1)).On($"{CandleDocuments.Path}/results", CandleDocuments.Results);

        CommandRun run = await RunAsync($"candle show {CandleDocuments.Id} --json");

        using JsonDocument json = JsonDocument.Parse(run.Output);
        Assert.Equal("completed", json.RootElement.GetProperty("status").GetString());
        Assert.Equal(17, json.RootElement.GetProperty("results").GetProperty("iterations").GetInt32());
    }

    [Fact]
    public async Task Show_NotCompleted_SaysWhy()
    {
        api.On(Newest, Page).On($"GET /api/training/poc-runs/{CandleDocuments.Id}_2", CandleDocuments.Run("failed", 0.5, "\"no trainer\""));

        CommandRun run = await RunAsync("candle show");

        Assert.Contains("  status         failed: no trainer", run.Output, StringComparison.Ordinal);
        Assert.Contains("  done           50 %", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Predict_ManyRows_ShowsTheLast()
    {
        api.On(Newest, Page).On(
            $"POST /api/poc-predictions/{CandleDocuments.Id}?start_date=2012-06-01&end_date=2012-06-25&threshold=0.55&limit=100000",
            Forecast(0.55));

        CommandRun run = await RunAsync($"candle predict {CandleDocuments.Id} --from 2012-06-01 --to 2012-06-25 --threshold 0.55");

        Assert.DoesNotContain("2012-06-05", run.Output, StringComparison.Ordinal);
        Assert.Matches("2012-06-06T00:00:00Z +│ 1 +│ 0.6123 +│ 0.1123", run.Output);
        Assert.Equal(["the last 20 of 25; --all shows the rest", "25 predictions, 12 of them up, at a threshold of 0.55"], Lines(run)[^2..]);
    }

    [Fact]
    public async Task Predict_NoBarInThatTime_SaysWhatToDo()
    {
        api.On(Newest, Page).On(
            $"POST /api/poc-predictions/{CandleDocuments.Id}_2?start_date=2030-01-01&limit=100000", """{"total_predictions":0,"threshold":0.5,"predictions":[]}""");

        CommandRun run = await RunAsync("candle predict last --from 2030-01-01");

        Assert.Equal("no bar that can be forecast lies in that time; ./st data list shows from when to when there are bars", run.Output.Trim());
    }

    [Fact]
    public async Task Predict_All_ShowsEveryRow()
    {
        api.On(Newest, Page).On($"POST /api/poc-predictions/{CandleDocuments.Id}_2?limit=100000", Forecast(0.5));

        Assert.Contains("2012-06-01T00:00:00Z", (await RunAsync("candle predict last --all")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Batch_FromTo_ComparesAndShowsTheSpread()
    {
        api.On(StartBatch, BatchStarted, HttpStatusCode.Accepted)
            .On("GET /api/training/poc-batches/b1", CandleDocuments.Batch("started", SecondRuns))
            .On("GET /api/training/poc-batches/b1", CandleDocuments.Batch("completed", SecondDone));

        CommandRun run = await RunAsync("candle batch SPY 1d --from 2012-06-01 --to 2012-12-31 --every 65 --years 2");

        Assert.Equal(0, run.Code);
        AssertJson("""{"symbol":"SPY","timeframe":"1d","from":"2012-06-01","to":"2012-12-31","every":65,"train_years":2}""", api.Bodies[0]);
        Assert.Equal(
            ["batch b1: 2 candles", "1 of 2: 2012-06-01T00:00:00Z: accuracy=60 %, roc_auc=58 %", "2 of 2: 2012-09-04T00:00:00Z: accuracy=54 %, roc_auc=-"], Lines(run)[..3]);
        Assert.Matches("2012-06-01T00:00:00Z +│ r1 +│ completed +│ 0.4 +│ 0.6 +│ 0.61 +│ 0.7 +│ 0.65 +│ 0.58 +│ 0.1", run.Output);
        Assert.Matches("accuracy +│ 2 +│ 0.57 +│ 0.0424 +│ 0.54 +│ 0.6", run.Output);
        Assert.StartsWith("training worked best at run r1", Lines(run)[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Batch_Candles_AreAList()
    {
        api.On(StartBatch, BatchStarted, HttpStatusCode.Accepted);

        CommandRun run = await RunAsync("candle batch SPY 1d --candles 2012-06-01,2012-09-04 --no-wait");

        AssertJson("""{"symbol":"SPY","timeframe":"1d","candles":["2012-06-01","2012-09-04"]}""", api.Bodies[0]);
        Assert.Equal("Look at it: ./st candle compare b1", Lines(run)[^1]);
    }

    [Fact]
    public async Task Batch_RunFailed_FailsWithItsReason()
    {
        api.On(StartBatch, BatchStarted, HttpStatusCode.Accepted)
            .On("GET /api/training/poc-batches/b1", CandleDocuments.Batch("completed", """ "status":"failed","threshold":null,"test_metrics":null,"error":"too few bars" """));

        CommandRun run = await RunAsync("candle batch SPY 1d --candles 2012-06-01,2012-09-04");

        Assert.Equal(1, run.Code);
        Assert.Contains("2 of 2: 2012-09-04T00:00:00Z: failed: too few bars", Lines(run));
        Assert.Contains("r2: too few bars", Lines(run));
    }

    [Theory]
    [InlineData("b1")]
    [InlineData("b")]
    [InlineData("")]
    public async Task Compare_Json_IsTheBatch(string id)
    {
        api.On(Newest, Page).On("GET /api/training/poc-batches/b1", CandleDocuments.Batch("started", SecondRuns));

        CommandRun run = await RunAsync($"candle compare {id} --json".Replace("  ", " ", StringComparison.Ordinal));

        Assert.Equal(0, run.Code);
        AssertJson(CandleDocuments.Batch("started", SecondRuns), run.Output);
    }

    [Theory]
    [InlineData(3, "Version 3 is the live model of SPY_1d. Ask it: ./st models predict SPY_1d. Undo: ./st models rollback SPY_1d.")]
    [InlineData(1, "Version 1 is the live model of SPY_1d. Ask it: ./st models predict SPY_1d.")]
    public async Task Use_Run_SaysWhichVersionIsLiveAndHowToGoBackWhereThereWasOne(int version, string said)
    {
        api.On(Newest, Page).On($"POST /api/training/poc-runs/{CandleDocuments.Id}/use", $$"""{"market":"SPY_1d","version":{{version}},"live":true}""");

        CommandRun run = await RunAsync($"candle use {CandleDocuments.Id}");

        Assert.Equal((0, said), (run.Code, run.Output.Trim()));
    }

    [Fact]
    public async Task Cancel_Run_SaysWhatItIs()
    {
        api.On(Newest, Page).On(
            $"POST /api/training/poc-runs/{CandleDocuments.Id}/cancel", CandleDocuments.Started.Replace("\"started\",", "\"cancelling\",", StringComparison.Ordinal));

        Assert.Equal($"Run {CandleDocuments.Id}: cancelling.", (await RunAsync($"candle cancel {CandleDocuments.Id}")).Output.Trim());
    }

    [Theory]
    [InlineData("", "Run 20260301_123045 is deleted.")]
    [InlineData(" --json", "{\n  \"run_id\": \"20260301_123045\"\n}")]
    public async Task Delete_Run_IsGone(string json, string output)
    {
        api.On(Newest, Page).On($"DELETE /api/training/poc-runs/{CandleDocuments.Id}", "", HttpStatusCode.NoContent);

        CommandRun run = await RunAsync($"candle delete {CandleDocuments.Id}{json}");

        Assert.Equal((0, output), (run.Code, run.Output.ReplaceLineEndings("\n").Trim()));
    }

    [Theory]
    [InlineData("candle train SPY 1d", "date")]
    [InlineData("candle train SPY 7d7 2012-06-01", "'7d7' is not a timeframe.")]
    [InlineData("candle train SPY 1d 2012-06-01 --years three", "three")]
    [InlineData("candle predict last --threshold high", "high")]
    [InlineData("candle use", "run")]
    [InlineData("candle batch SPY", "timeframe")]
    public async Task Candle_WrongUsage_Is2AndSaysWhat(string arguments, string words)
    {
        CommandRun run = await RunAsync(arguments);

        Assert.Equal(2, run.Code);
        Assert.Contains(words, run.Errors, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(api.Requests);
    }

    private static string Forecast(double threshold)
    {
        IEnumerable<string> rows = Enumerable.Range(0, 25).Select(i => $$"""
            {"timestamp":"2012-06-{{i + 1:00}}T00:00:00+00:00","prediction":{{i % 2}},"probability":0.6123,"confidence":0.1123}
            """);
        return $$"""{"run_id":"x","threshold":{{threshold}},"total_predictions":25,"predictions":[{{string.Join(',', rows)}}]}""";
    }

    private static string[] Lines(CommandRun run) => [.. run.Output.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').Select(line => line.TrimEnd())];

    private static void AssertJson(string expected, string actual) => Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actual)), actual);

    private Task<CommandRun> RunAsync(string arguments) => CommandRun.OfAsync(api, arguments.Split(' '));
}
