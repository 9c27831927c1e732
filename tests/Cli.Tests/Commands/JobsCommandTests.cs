using System.Net;
using System.Text.Json;

namespace ServerlessTraining.Cli.Tests.Commands;

public sealed class JobsCommandTests : IDisposable
{
    private const string Newest = "GET /api/training/jobs?limit=1000";

    private const string Page = """
        {"items":[{"job_id":"01aa77","symbol":"BTCUSDT","timeframe":"1h","training_mode":"sequential","status":"waiting_for_approval",
           "created":"2026-03-01T12:00:00+00:00","fold":5,"folds":5,"progress_pct":33.4},
          {"job_id":"01bb88","symbol":"ETHUSDT","timeframe":"1h","training_mode":"quick","status":"completed",
           "created":"2026-03-01T11:00:00+00:00","fold":5,"folds":5,"progress_pct":100}],
         "continuation":"next"}
        """;

    private readonly RecordingApi api = new();

    public void Dispose() => api.Dispose();

    [Fact]
    public async Task List_Filters_AreAskedOfTheApi()
    {
        api.On("GET /api/training/jobs?status=full&symbol=BTC%2FUSDT&limit=5", Page);

        CommandRun run = await RunAsync("jobs list --status full --symbol BTC/USDT --limit 5");

        Assert.Equal(0, run.Code);
        Assert.Matches("01aa77 +│ 2026-03-01T12:00:00Z +│ BTCUSDT 1h +│ sequential +│ waiting for approval +│ 5 of 5 +│ 33 %", run.Output);
        Assert.Contains("there are more: --limit", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_None_SaysHowToMakeOne()
    {
        api.On("GET /api/training/jobs?limit=20", """{"items":[],"continuation":null}""");

        Assert.Equal("no training job; ./st train quick SYMBOL TIMEFRAME makes one", (await RunAsync("jobs list")).Output.Trim());
    }

    [Fact]
    public async Task List_NoneThatFits_SaysHowToSeeAll()
    {
        api.On("GET /api/training/jobs?status=full&limit=20", """{"items":[],"continuation":null}""");

        Assert.Equal("no training job fits; ./st jobs list shows all", (await RunAsync("jobs list --status full")).Output.Trim());
    }

    [Fact]
    public async Task Show_Job_HasFoldsAverageStalenessAndGate()
    {
        api.On(Newest, Page).On(JobDocuments.Path, JobDocuments.Job("gate_refused", JobDocuments.Gate(passed: false)));

        CommandRun run = await RunAsync("jobs show");

        Assert.Equal(0, run.Code);
        Assert.Contains("  created        2026-03-01T12:00:00Z", run.Output, StringComparison.Ordinal);
        Assert.Contains("  set            num_leaves=31", run.Output, StringComparison.Ordinal);
        Assert.Matches("4 +│ staleness +│ 2021-07-18T10:00:00Z +│ 2022-01-14T10:00:00Z +│ 2022-03-15T10:00:00Z +│ done +│ 64 %", run.Output);
        Assert.Contains("average    accuracy=62.5 %", run.Output, StringComparison.Ordinal);
        Assert.Contains("staleness  accuracy=55 %", run.Output, StringComparison.Ordinal);
        Assert.Contains("gate  ✗ accuracy 0.580 must be above 0.600: missed by 0.020", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watch_SomethingGoesWrongOnAFoldsWay_IsToldOnce()
    {
        api.On(Newest, Page)
            .On(JobDocuments.Path, JobDocuments.Job("quick", quick: 0))
            .On(JobDocuments.Path, JobDocuments.Job("quick", quick: 0, note: "try 1 went silent at 12:00"))
            .On(JobDocuments.Path, JobDocuments.Job("quick", quick: 1, note: "try 1 went silent at 12:00"))
            .On(JobDocuments.Path, JobDocuments.Job("quick", quick: 1, note: "try 2 went silent at 12:10"))
            .On(JobDocuments.Path, JobDocuments.Job("completed", JobDocuments.Gate(passed: true)));

        CommandRun run = await RunAsync("jobs watch 01aa77");

        Assert.Equal(
            ["  fold 1: try 1 went silent at 12:00", "  fold 1: try 2 went silent at 12:10"],
            run.Output.Split('\n').Where(line => line.StartsWith("  fold", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Show_FoldThatSomethingWentWrongWith_SaysWhat()
    {
        api.On(Newest, Page).On(JobDocuments.Path, JobDocuments.Job("quick", quick: 2, note: "nobody took it from fold-tasks-gpu; it went to fold-tasks-cpu"));

        CommandRun run = await RunAsync("jobs show");

        Assert.Contains("fold 1     nobody took it from fold-tasks-gpu; it went to fold-tasks-cpu", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("approve")]
    [InlineData("reject")]
    [InlineData("cancel")]
    public async Task Wish_BeginningOfAnId_MeansTheOneJob(string wish)
    {
        const string Answer = """{"job_id":"01bb88","status_url":"/","status":"quick","message":"It ends within seconds."}""";
        api.On(Newest, Page).On($"POST /api/training/jobs/01bb88/{wish}", Answer, HttpStatusCode.Accepted);

        CommandRun run = await RunAsync($"jobs {wish} 01b");

        Assert.Equal((0, "It ends within seconds."), (run.Code, run.Output.Trim()));
    }

    [Fact]
    public async Task Wish_Json_IsTheAnswer()
    {
        api.On(Newest, Page).On("POST /api/training/jobs/01aa77/approve", """{"job_id":"01aa77","status":"full","message":"ok"}""");

        using JsonDocument json = JsonDocument.Parse((await RunAsync("jobs approve last --json")).Output);

        Assert.Equal("full", json.RootElement.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Wish_SeveralBeginSo_AsksForMore()
    {
        api.On(Newest, Page);

        CommandRun run = await RunAsync("jobs cancel 01");

        Assert.Equal((1, "2 ids begin with '01': 01aa77, 01bb88. Give more of the id."), (run.Code, run.Errors.Trim()));
    }

    [Fact]
    public async Task Show_NoSuchJob_IsTheApisToSay()
    {
        api.On(Newest, Page).On("GET /api/training/jobs/zz", """{"status":404,"detail":"There is no training job 'zz'."}""", HttpStatusCode.NotFound);

        CommandRun run = await RunAsync("jobs show zz");

        Assert.Equal((1, "There is no training job 'zz'."), (run.Code, run.Errors.Trim()));
    }

    [Fact]
    public async Task Show_NoJobAtAll_SaysHowToMakeOne()
    {
        api.On(Newest, """{"items":[],"continuation":null}""");

        Assert.Equal("There is no training job yet. ./st train quick SYMBOL TIMEFRAME makes one.", (await RunAsync("jobs show")).Errors.Trim());
    }

    [Fact]
    public async Task Watch_Rejected_FailsWhereItWasNotThisPersonsNo()
    {
        api.On(Newest, Page).On(JobDocuments.Path, JobDocuments.Job("rejected", JobDocuments.Gate(passed: true) + """, "decision":{"answer":"reject","by":"timeout"} """));

        CommandRun run = await RunAsync("jobs watch");

        Assert.Equal(1, run.Code);
        Assert.Contains("Rejected because nobody answered in time.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watch_Json_IsTheJob()
    {
        api.On(Newest, Page).On(JobDocuments.Path, JobDocuments.Job("completed", JobDocuments.Gate(passed: true)));

        using JsonDocument json = JsonDocument.Parse((await RunAsync("jobs watch 01aa77 --json")).Output);

        Assert.Equal("completed", json.RootElement.GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("jobs approve")]
    [InlineData("jobs list --limit many")]
    [InlineData("jobs pause 01aa77")]
    public async Task Jobs_WrongUsage_Is2(string arguments) => Assert.Equal(2, (await RunAsync(arguments)).Code);

    private Task<CommandRun> RunAsync(string arguments) => CommandRun.OfAsync(api, arguments.Split(' '));
}
