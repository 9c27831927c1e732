using System.Net;
using System.Text.Json.Nodes;
using ServerlessTraining.Cli.Tests.Commands;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Cli.Tests.Presets;

/// <summary>The file of `st presets apply`, taken by what trains.</summary>
public sealed class PresetConfigFileTests : IDisposable
{
    private const string Start = "POST /api/training/start";
    private const string Started = """{"job_id":"01aa77","status":"pending"}""";
    private const string One = """
        {"preset":"BTCUSDT_1h_v2_LightGBM_multi_h1-3","version":4,"symbol":"BTCUSDT","timeframe":"1h","model":"lightgbm","feature_system":"v2","encoder":"absolute",
         "horizons":[1,3],"days":180,"seed":7,"hyper_parameters":{"learning_rate":0.05,"num_leaves":31}}
        """;

    private const string Ensemble = $$"""{"preset":"BTCUSDT_1h_v2_Ensemble_multi_h1-3","version":1,"members":[{{One}},{{One}}]}""";
    private readonly RecordingApi api = new();
    private readonly ScratchFolder folder = new();

    public void Dispose()
    {
        api.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Train_FileOfAPreset_IsAJobAHorizonAndOptionsWin()
    {
        api.On(Start, Started, HttpStatusCode.Accepted).On(Start, Started, HttpStatusCode.Accepted);

        CommandRun run = await CommandRun.OfAsync(api, "train", "quick", "--config", File(One), "--set", "num_leaves=63", "--seed", "8", "--no-wait");

        Assert.Equal((0, ""), (run.Code, run.Errors));
        Assert.Equal(2, api.Bodies.Count);
        AssertJson(
            """
            {"model":"lightgbm","feature_system":"v2","encoder":"absolute","days":180,"seed":8,"hyper_parameters":{"learning_rate":0.05,"num_leaves":63},
             "symbol":"BTCUSDT","timeframe":"1h","training_mode":"quick","horizon":1}
            """,
            api.Bodies[0]);
        Assert.Equal(3, (int)JsonNode.Parse(api.Bodies[1])!["horizon"]!);
        Assert.StartsWith("BTCUSDT 1h, 1 ahead: job 01aa77", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Train_SeveralHorizonsOfOneSymbol_AreToldApartInEveryLine()
    {
        const string Second = """ "request":{"model":"lightgbm","feature_system":"v2","horizon":3} """;
        api.On(Start, Started, HttpStatusCode.Accepted).On(Start, """{"job_id":"01bb88","status":"pending"}""", HttpStatusCode.Accepted)
            .On("GET /api/training/jobs/01aa77", JobDocuments.Job("completed", id: "01aa77"))
            .On("GET /api/training/jobs/01bb88", JobDocuments.Job("completed", Second, id: "01bb88"));

        CommandRun run = await CommandRun.OfAsync(api, "train", "quick", "--config", File(One));

        Assert.Contains("BTCUSDT h1: Completed.", run.Output, StringComparison.Ordinal);
        Assert.Contains("BTCUSDT h3: Completed.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Train_MarketAndHorizonBesideTheFile_Win()
    {
        api.On(Start, Started, HttpStatusCode.Accepted);

        await CommandRun.OfAsync(api, "train", "quick", "ETHUSDT", "30m", "--config", File(One), "--horizon", "5", "--epochs", "9", "--no-wait");

        JsonNode body = JsonNode.Parse(Assert.Single(api.Bodies))!;
        Assert.Equal(("ETHUSDT", "30m", 5, 9), ((string)body["symbol"]!, (string)body["timeframe"]!, (int)body["horizon"]!, (int)body["hyper_parameters"]!["epochs"]!));
        Assert.Null(body["horizons"]);
    }

    /// <summary>The full stage has no window of training unless it is fixed.</summary>
    [Theory]
    [InlineData(null, null, true)]
    [InlineData("--fixed-window", 180, false)]
    public async Task Train_FullStage_LeavesTheWindowOutUnlessItIsFixed(string? option, int? days, bool isTold)
    {
        api.On(Start, Started, HttpStatusCode.Accepted).On(Start, Started, HttpStatusCode.Accepted);

        CommandRun run = await CommandRun.OfAsync(api, ["train", "full", "--config", File(One), "--no-wait", .. option is null ? Array.Empty<string>() : [option]]);

        Assert.Equal(days, (int?)JsonNode.Parse(api.Bodies[0])!["days"]);
        Assert.Equal(isTold, run.Errors.Contains("its window of 180 days is left out", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Train_Ensemble_SaysWhatToDoInstead()
    {
        CommandRun run = await CommandRun.OfAsync(api, "train", "quick", "--config", File(Ensemble));

        Assert.Equal(1, run.Code);
        Assert.Contains("is an ensemble, and a job trains one model. Train all its members as a grid: ./st queue create FILE --watch.", run.Errors, StringComparison.Ordinal);
        Assert.Empty(api.Requests);
    }

    [Fact]
    public async Task Train_WrongFile_IsRefusedBeforeAnythingIsSent()
    {
        CommandRun run = await CommandRun.OfAsync(api, "train", "quick", "--config", File(One.Replace("\"days\":180", "\"days\":0", StringComparison.Ordinal)));

        Assert.Equal(1, run.Code);
        Assert.Contains("days: must be a whole number from 1 to 3650, but is", run.Errors, StringComparison.Ordinal);
        Assert.Empty(api.Requests);
    }

    [Theory]
    [InlineData("train", "quick", "BTCUSDT", "1h")]
    [InlineData("candle", "train", "BTCUSDT", "1h", "2025-06-01")]
    public async Task Config_ExportedPreset_SaysWhichFileIsMeant(params string[] command)
    {
        CommandRun run = await CommandRun.OfAsync(api, [.. command, "--config", File("""{"format":"serverless-training.preset/1","name":"X","content":{}}""")]);

        Assert.Equal(1, run.Code);
        Assert.Contains("is an exported preset, and --config takes what ./st presets apply wrote", run.Errors, StringComparison.Ordinal);
        Assert.Empty(api.Requests);
    }

    [Fact]
    public async Task Train_NoMarketAnywhere_IsWrongUsage()
    {
        CommandRun run = await CommandRun.OfAsync(api, "train", "quick");

        Assert.Equal(2, run.Code);
        Assert.Contains("Give a symbol and a timeframe, or a file that has them: --config FILE.", run.Errors, StringComparison.Ordinal);
        Assert.Contains("The file has no symbol.", (await CommandRun.OfAsync(api, "train", "quick", "--config", File("{}"))).Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(One)]
    [InlineData(Ensemble)]
    public async Task Queue_FileOfAPreset_IsAGrid(string file)
    {
        api.On("POST /api/queues/preview", "{}", HttpStatusCode.BadRequest);

        await CommandRun.OfAsync(api, "queue", "preview", File(file));

        JsonNode grid = JsonNode.Parse(api.Bodies[0])!;
        AssertJson("""[{"type":"lightgbm","hyper_parameters":{"learning_rate":0.05,"num_leaves":31}}]""", grid["models"]!.ToJsonString());
        string[] parts = [.. ((string[])["horizons", "days", "seeds", "feature_systems"]).Select(name => grid[name]!.ToJsonString())];
        Assert.Equal(["[1,3]", "[180]", "[7]", "[\"v2\"]"], parts);
    }

    [Fact]
    public async Task Candle_FileOfAPreset_GivesParamsAndTellsWhatIsLeftOut()
    {
        api.On("POST /api/training/run-poc", """{"run_id":"r1"}""", HttpStatusCode.Accepted);

        string file = File(One.Replace("\"num_leaves\":31", "\"num_leaves\":31,\"bagging_fraction\":0.8", StringComparison.Ordinal));

        CommandRun run = await CommandRun.OfAsync(
            api, "candle", "train", "BTCUSDT", "1h", "2025-06-01", "--config", file, "--learning-rate", "0.1", "--no-wait");

        Assert.Equal(0, run.Code);
        AssertJson(
            """{"params":{"learning_rate":0.1,"num_leaves":31},"feature_set":"v2","seed":7,"symbol":"BTCUSDT","timeframe":"1h","candle_date":"2025-06-01"}""", api.Bodies[0]);
        Assert.Contains("a training from a candle has its own bagging_fraction; the preset's are left out.", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Candle_ParamsOutOfTheRangesOfACandle_AreTheNearestAndTold()
    {
        api.On("POST /api/training/run-poc", """{"run_id":"r1"}""", HttpStatusCode.Accepted);

        string file = File(One.Replace("\"num_leaves\":31", "\"num_leaves\":5,\"max_depth\":-1,\"min_data_in_leaf\":70", StringComparison.Ordinal));

        CommandRun run = await CommandRun.OfAsync(
            api, "candle", "train", "BTCUSDT", "1h", "2025-06-01", "--config", file, "--min-child-samples", "30", "--no-wait");

        Assert.Equal(0, run.Code);
        AssertJson("""{"learning_rate":0.05,"num_leaves":15,"max_depth":12,"min_child_samples":30}""", JsonNode.Parse(api.Bodies[0])!["params"]!.ToJsonString());
        const string Told = """
            BTCUSDT_1h_v2_LightGBM_multi_h1-3: max_depth is -1 there and 12 here, where 3 to 12 can be chosen.
            BTCUSDT_1h_v2_LightGBM_multi_h1-3: num_leaves is 5 there and 15 here, where 15 to 63 can be chosen.
            """;
        Assert.Equal(Told.ReplaceLineEndings("\n"), run.Errors.ReplaceLineEndings("\n").Trim());
    }

    [Fact]
    public async Task Candle_OtherModel_IsRefused()
    {
        CommandRun run = await CommandRun.OfAsync(
            api, "candle", "train", "BTCUSDT", "1h", "2025-06-01", "--config", File(One.Replace("lightgbm", "ridge", StringComparison.Ordinal)));

        Assert.Equal(1, run.Code);
        Assert.Contains("is of ridge, and a training from a candle is of lightgbm", run.Errors, StringComparison.Ordinal);
    }

    private static void AssertJson(string expected, string actual) => Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actual)), actual);

    private string File(string text) => folder.Write($"{Guid.NewGuid():N}.json", text);
}
