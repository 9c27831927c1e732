using System.Net;
using System.Text.Json.Nodes;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Cli.Tests.Commands;

public sealed class QueueCommandTests
{
    private const string Path = "/api/queues/01aa77";
    private const string Ok = """{"items":[{"id":"01aa77","name":"btc","state":"running","created":"2026-03-01T12:00:00+00:00","counters":{"total":13,"completed":4,"failed":1,"skipped":2,"kept":1}},{"id":"01bb88","name":"eth","state":"pending","created":"2026-03-01T11:00:00+00:00","counters":{"total":3,"completed":0,"failed":0,"skipped":0,"kept":0}}],"continuation":null}""";
    private const string Lines = """[{"at":"2026-03-01T12:00:01+00:00","text":"Training model 5/13...","cursor":"a"},{"at":"2026-03-01T12:00:09+00:00","text":"Model kept (improves: bull_trending)","cursor":"b"}]""";
    private const string Started = """{"run_id":"01aa77","status_url":"/api/queues/01aa77","message":"The queue runs as soon as it has its turn."}""";

    [Fact]
    public async Task List_Queues_ShowsStateAndProgress()
    {
        CommandRun run = await CommandRun.OfAsync(Api(Ok), "queue", "list");

        Assert.Equal(0, run.Code);
        Assert.Contains("01aa77", run.Output, StringComparison.Ordinal);
        Assert.Contains("7 of 13, 1 kept, 1 failed, 2 skipped", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_Json_GivesWhatTheListHasAndNoMore()
    {
        CommandRun run = await CommandRun.OfAsync(Api(Ok), "queue", "list", "--json");

        Assert.Equal(0, run.Code);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Ok)!["items"], JsonNode.Parse(run.Output)), run.Output);
    }

    [Fact]
    public async Task List_None_SaysWhatToDo()
    {
        CommandRun run = await CommandRun.OfAsync(Api("""{"items":[],"continuation":null}"""), "queue", "list", "--state", "running");

        Assert.Equal((0, "no queue fits; ./st queue list shows all, ./st queue create GRID makes one"), (run.Code, run.Output.Trim()));
    }

    [Theory]
    [InlineData("last", "01aa77")]
    [InlineData("01b", "01bb88")]
    public async Task Start_BeginningOfAnId_MeansTheOneQueue(string given, string id)
    {
        ScriptedApi api = Api(Ok, Started);

        CommandRun run = await CommandRun.OfAsync(api, "queue", "start", given);

        Assert.Equal(0, run.Code);
        Assert.Equal($"POST /api/queues/{id}/start", api.Requests[1]);
        Assert.Contains("The queue runs as soon as it has its turn.", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("01", "2 queues begin with '01': 01aa77, 01bb88. Give more of the id.")]
    [InlineData("zz", "There is no queue 'zz'. ./st queue list shows those that there are.")]
    public async Task Pause_NotOneQueue_SaysWhich(string given, string message)
    {
        CommandRun run = await CommandRun.OfAsync(Api(Ok), "queue", "pause", given);

        Assert.Equal((1, message), (run.Code, run.Errors.Trim()));
    }

    [Theory]
    [InlineData("completed", 0)]
    [InlineData("crashed", 1)]
    [InlineData("cancelled", 1)]
    public async Task Watch_WithoutATerminal_PrintsTheLogAndEndsWithTheQueue(string state, int code)
    {
        CommandRun run = await CommandRun.OfAsync(Api(Ok, Queue(state), Lines, "[]"), "queue", "watch");

        Assert.Equal(code, run.Code);
        Assert.Equal(["12:00:01  Training model 5/13...", "12:00:09  Model kept (improves: bull_trending)"], run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim()));
    }

    [Theory]
    [InlineData(0, 13, 1)]
    [InlineData(1, 12, 0)]
    [InlineData(0, 0, 0)]
    public async Task Watch_Completed_FailsWhereNothingWasTrainedAndSomethingFailed(int completed, int failed, int code)
    {
        CommandRun run = await CommandRun.OfAsync(Api(Ok, Queue("completed", completed, failed), "[]"), "queue", "watch");

        Assert.Equal((code, ""), (run.Code, run.Errors));
    }

    [Fact]
    public async Task Create_WatchAndEveryModelFails_Fails()
    {
        using ScratchFolder folder = new();
        folder.Write("grid.yaml", "name: x\n");

        CommandRun run = await CommandRun.OfAsync(
            Api(Queue("pending", completed: 0), Started, Queue("completed", completed: 0, failed: 13), "[]"), "queue", "create", System.IO.Path.Combine(folder.Path, "grid.yaml"), "--watch");

        Assert.Equal((1, ""), (run.Code, run.Errors));
    }

    [Fact]
    public async Task Watch_QueueThatNobodyStarted_SaysSoAndEnds()
    {
        CommandRun run = await CommandRun.OfAsync(Api(Ok, Queue("pending"), "[]"), "queue", "watch");

        Assert.Equal((1, "Queue 01aa77 waits to be started: ./st queue start 01aa77."), (run.Code, run.Errors.Trim()));
    }

    [Fact]
    public async Task Watch_ProductAwayForAWhile_LosesNoLine()
    {
        const string Log = $"GET {Path}/log?limit=1000";
        using RecordingApi api = new RecordingApi()
            .On("GET /api/queues?limit=1000", Ok)
            .On($"GET {Path}", Queue("running")).On(Log, Lines).Loses($"{Log}&after=b")
            .On($"GET {Path}", Queue("completed")).On(Log, Lines).On($"{Log}&after=b", "[]");

        CommandRun run = await CommandRun.OfAsync(api, "queue", "watch", "01aa77");

        Assert.Equal(0, run.Code);
        Assert.Equal(["Training model 5/13...", "Model kept (improves: bull_trending)"], run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line[10..].Trim()));
    }

    [Fact]
    public async Task Watch_Terminal_ShowsHowFarItIsBelowTheLog()
    {
        using RecordingApi api = new RecordingApi()
            .On("GET /api/queues?limit=1000", Ok)
            .On($"GET {Path}", Queue("running", completed: 4)).On($"GET {Path}/log?limit=1000", "[]")
            .On($"GET {Path}", Queue("completed")).On($"GET {Path}/log?limit=1000", "[]");

        CommandRun run = await CommandRun.OfAsync(api, terminal: true, new Dictionary<string, string?>(), "queue", "watch", "01aa77");

        Assert.Contains("btc  running", run.Output, StringComparison.Ordinal);
        Assert.Contains(" 31 %  4 of 13, 1 kept", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watch_CtrlC_SaysThatTheQueueGoesOn()
    {
        using CancellationTokenSource interrupt = new();
        using RecordingApi api = new RecordingApi().On("GET /api/queues?limit=1000", Ok).On($"GET {Path}", Queue("running"));
        api.Asked = request =>
        {
            if (request == $"GET {Path}") interrupt.Cancel();
        };

        CommandRun run = await CommandRun.InterruptedAsync(api, interrupt.Token, "queue", "watch", "01aa77");

        Assert.Equal((1, "Queue 01aa77 goes on without you. Follow it: ./st queue watch 01aa77. End it: ./st queue cancel 01aa77."), (run.Code, run.Errors.Trim()));
    }

    [Fact]
    public async Task Create_FileWithErrors_ShowsThemAsTheyCame()
    {
        using ScratchFolder folder = new();
        folder.Write("grid.yaml", "name: x\n");
        ScriptedApi api = new((HttpStatusCode.BadRequest, """{"status":400,"detail":"The grid has 2 errors:\n  1:1 models: is missing\n  1:1 symbols: is missing"}"""));

        CommandRun run = await CommandRun.OfAsync(api, "queue", "create", System.IO.Path.Combine(folder.Path, "grid.yaml"));

        Assert.Equal(1, run.Code);
        Assert.Contains("1:1 models: is missing", run.Errors, StringComparison.Ordinal);
        Assert.Equal(["name: x\n"], api.Bodies);
    }

    [Fact]
    public async Task Preview_NoSuchFile_SaysWhereGridsLie()
    {
        CommandRun run = await CommandRun.OfAsync(Api(Ok), "queue", "preview", "no-such.yaml");

        Assert.Equal(1, run.Code);
        Assert.Contains("no-such.yaml'. Grids to begin with lie in configs/grids.", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_Crashed_ShowsTheAdviceAndFails()
    {
        CommandRun run = await CommandRun.OfAsync(Api(Ok, Queue("crashed")), "queue", "status", "01aa77");

        Assert.Equal(1, run.Code);
        Assert.Contains("advice    Resume, most of it is done", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_RunsThatHaveAScore_ShowsWhatTheyCost()
    {
        string queue = Queue("completed").Replace(
            "\"recommendation\"",
            """
            "cost":{"cpu_seconds":90,"gpu_seconds":30.2,"storage_transactions":12345,"price":1.234,"currency":"USD","prices":"configs/prices.yaml"},
            "cost_note":"of all 13 runs that have a score","recommendation"
            """,
            StringComparison.Ordinal);

        CommandRun run = await CommandRun.OfAsync(Api(Ok, queue), "queue", "status", "01aa77");

        Assert.Equal((0, ""), (run.Code, run.Errors));
        Assert.Contains(
            "cost 2 min of CPU, 31 s of GPU, 12,345 calls of the storage, about 1.23 USD (of all 13 runs that have a score)",
            string.Join(' ', run.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    private static ScriptedApi Api(params string[] answers) => new([.. answers.Select(body => (HttpStatusCode.OK, body))]);

    private static string Queue(string state, int completed = 13, int failed = 0) =>
        $$"""{"id":"01aa77","name":"btc","state":"{{state}}","created":"2026-03-01T12:00:00+00:00","counters":{"total":13,"completed":{{completed}},"failed":{{failed}},"skipped":0,"kept":1},"recommendation":{"action":"resume","text":"Resume, most of it is done"} }""";
}
