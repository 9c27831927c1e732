using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Cli.Tests.Commands;

public sealed class TrainCommandTests : IDisposable
{
    private const string Start = "POST /api/training/start";
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
        api.On(Start, JobDocuments.Started(), HttpStatusCode.Accepted);

        CommandRun run = await RunAsync(
            "train sequential BTC/USDT 1H --model xgboost --features v2 --encoder absolute --horizon 3 --days 90 --test-days 30 --min-train-days 200 --fixed-window --auto-approve "
            + "--approval-hours 5 --seed 7 --set num_leaves=63 --set learning_rate=0.05 --set kind=fast --no-wait");

        Assert.Equal(0, run.Code);
        AssertJson(
            """
            {"model":"xgboost","feature_system":"v2","encoder":"absolute","horizon":3,"days":90,"test_period_days":30,"seed":7,"min_train_days":200,"use_expanding_window":false,
             "auto_approve":true,"approval_hours":5,"hyper_parameters":{"num_leaves":63,"learning_rate":0.05,"kind":"fast"},
             "timeframe":"1h","training_mode":"sequential","symbol":"BTCUSDT"}
            """,
            api.Bodies[0]);
        Assert.Equal(["BTCUSDT 1h: job 01aa77", "Follow it: ./st jobs watch 01aa77"], Lines(run));
    }

    [Fact]
    public async Task Train_Config_LosesToOptionsBesideIt()
    {
        api.On(Start, JobDocuments.Started(), HttpStatusCode.Accepted);
        string file = folder.Write("job.json", """{"symbol":"X","seed":3,"days":90,"hyper_parameters":{"num_leaves":15,"max_depth":4}}""");

        await RunAsync($"train quick BTCUSDT 1h --config {file} --seed 8 --set num_leaves=63 --no-wait");

        AssertJson(
            """{"symbol":"BTCUSDT","seed":8,"days":90,"hyper_parameters":{"num_leaves":63,"max_depth":4},"timeframe":"1h","training_mode":"quick"}""", api.Bodies[0]);
    }

    [Fact]
    public async Task Train_Folds_AreToldAsTheyEndAndStalenessApart()
    {
        api.On(Start, JobDocuments.Started(), HttpStatusCode.Accepted)
            .On(JobDocuments.Path, JobDocuments.Job("pending", quick: null))
            .On(JobDocuments.Path, JobDocuments.Job("quick", quick: 3))
            .On(JobDocuments.Path, JobDocuments.Job("quick", quick: 4))
            .On(JobDocuments.Path, JobDocuments.Job("completed", JobDocuments.Gate(passed: true) + """,  "target":{"accuracy":"68-70 %"} """));

        CommandRun run = await RunAsync("train quick BTCUSDT 1h");

        Assert.Equal(0, run.Code);
        Assert.Equal(
            [
                "BTCUSDT 1h: job 01aa77",
                "Quick training: 5 folds, lightgbm on poc16, 1 bar ahead",
                "Fold 3/5: accuracy=63 %, recall=45 %, roc_auc=65.2 %",
                "Fold 2/5: accuracy=62 %, recall=45 %, roc_auc=65.2 %",
                "Fold 1/5: accuracy=61 %, recall=45 %, roc_auc=65.2 %",
                "Average: accuracy=62.5 %, recall=45 %, precision=50 %, f1=47 %, roc_auc=65.2 %, hit_rate_tp1=- (no label is positive)",
                "  target for accuracy: 68-70 % (here 62.5 %)",
                "Staleness, the first model on later months, in no average:",
                "Fold 4/5: accuracy=64 %, recall=45 %, roc_auc=65.2 %",
                "Fold 5/5: accuracy=65 %, recall=45 %, roc_auc=65.2 %",
                "Gate:",
                "  ✓ recall 0.450 is above 0.350",
                "Completed.",
            ],
            Lines(run));
    }

    [Theory]
    [InlineData("gate_refused")]
    [InlineData("completed")]
    public async Task Train_GateRefuses_Is3AndSaysWhatIsMissing(string status)
    {
        CommandRun run = await FollowAsync("train sequential BTCUSDT 1h", JobDocuments.Job(status, JobDocuments.Gate(passed: false)));

        Assert.Equal(3, run.Code);
        Assert.Equal(
            ["Gate:", "  ✓ recall 0.450 is above 0.350", "  ✗ accuracy 0.580 must be above 0.600: missed by 0.020", "The gate refused it: accuracy is too low"], Lines(run)[^4..]);
    }

    [Fact]
    public async Task Train_NobodyToAsk_SaysWhichCommandApproves()
    {
        CommandRun run = await FollowAsync(
            "train sequential BTCUSDT 1h", JobDocuments.Job("waiting_for_approval", JobDocuments.Gate(passed: true) + """, "approval_until":"2026-03-08T12:00:00+00:00" """));

        Assert.Equal(0, run.Code);
        Assert.Equal("BTCUSDT 1h waits for a decision until 2026-03-08T12:00:00Z: ./st jobs approve 01aa77, or ./st jobs reject 01aa77", Lines(run)[^1]);
    }

    [Fact]
    public async Task Train_Yes_GoesOnToFull()
    {
        string waiting = JobDocuments.Job("waiting_for_approval", JobDocuments.Gate(passed: true));
        const string Decided = """, "decision":{"answer":"approve","by":"api","at":"2026-03-01T12:20:00+00:00"} """;
        api.On(Start, JobDocuments.Started(), HttpStatusCode.Accepted).On(JobDocuments.Path, waiting)
            .On("POST /api/training/jobs/01aa77/approve", """{"job_id":"01aa77","status_url":"/","status":"waiting_for_approval","message":"ok"}""", HttpStatusCode.Accepted)
            .On(JobDocuments.Path, waiting)
            .On(JobDocuments.Path, JobDocuments.Job("full", JobDocuments.Gate(passed: true) + Decided, full: 1))
            .On(JobDocuments.Path, JobDocuments.Job("completed", JobDocuments.Gate(passed: true) + Decided + """, "live_version":4 """, full: 2));

        CommandRun run = await CommandRun.TypingAsync(api, "y\n", "train", "sequential", "BTCUSDT", "1h");

        Assert.Equal(0, run.Code);
        Assert.Equal(
            [
                "Train in full? [y/N] Approved by a person.",
                "Full training: 2 folds, lightgbm on poc16, 1 bar ahead",
                "Fold 2/2: accuracy=62 %, recall=45 %, roc_auc=65.2 %",
                "Fold 1/2: accuracy=61 %, recall=45 %, roc_auc=65.2 %",
                "Average: accuracy=62.5 %, recall=45 %, precision=50 %, f1=47 %, roc_auc=65.2 %, hit_rate_tp1=- (no label is positive)",
                "Completed.",
                "Version 4 is the live model of BTCUSDT_1h. Ask it: ./st models predict BTCUSDT_1h. Undo: ./st models rollback BTCUSDT_1h.",
            ],
            Lines(run)[^7..]);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("n\n")]
    [InlineData("what\n")]
    public async Task Train_NotYes_RejectsAndIsDone(string typed)
    {
        api.On(Start, JobDocuments.Started(), HttpStatusCode.Accepted)
            .On(JobDocuments.Path, JobDocuments.Job("waiting_for_approval", JobDocuments.Gate(passed: true)))
            .On("POST /api/training/jobs/01aa77/reject", "{}", HttpStatusCode.Accepted)
            .On(JobDocuments.Path, JobDocuments.Job("rejected", JobDocuments.Gate(passed: true) + """, "decision":{"answer":"reject","by":"api"} """));

        CommandRun run = await CommandRun.TypingAsync(api, typed, "train", "sequential", "BTCUSDT", "1h");

        Assert.Equal((0, "Rejected."), (run.Code, Lines(run)[^1]));
    }

    [Fact]
    public async Task Train_InputEnds_LeavesTheJobWaiting()
    {
        api.On(Start, JobDocuments.Started(), HttpStatusCode.Accepted)
            .On(JobDocuments.Path, JobDocuments.Job("waiting_for_approval", JobDocuments.Gate(passed: true)))
            .On(JobDocuments.Path, JobDocuments.Job("waiting_for_approval", JobDocuments.Gate(passed: true)));

        CommandRun run = await CommandRun.TypingAsync(api, "", "train", "sequential", "BTCUSDT", "1h");

        Assert.Equal(0, run.Code);
        Assert.Equal("BTCUSDT 1h waits for a decision: ./st jobs approve 01aa77, or ./st jobs reject 01aa77", Lines(run)[^1]);
    }

    [Fact]
    public async Task Train_SomebodyElseDecided_GoesOnWithThat()
    {
        api.On(Start, JobDocuments.Started(), HttpStatusCode.Accepted)
            .On(JobDocuments.Path, JobDocuments.Job("waiting_for_approval", JobDocuments.Gate(passed: true)))
            .On("POST /api/training/jobs/01aa77/reject", """{"status":409,"detail":"Job 01aa77 was approved already."}""", HttpStatusCode.Conflict)
            .On(JobDocuments.Path, JobDocuments.Job("completed", JobDocuments.Gate(passed: true), full: 2));

        CommandRun run = await CommandRun.TypingAsync(api, "n\n", "train", "sequential", "BTCUSDT", "1h");

        Assert.Equal(0, run.Code);
        Assert.Contains("Job 01aa77 was approved already.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Train_Symbols_AreJobsToldApart()
    {
        api.On(Start, JobDocuments.Started(), HttpStatusCode.Accepted).On(Start, JobDocuments.Started("01bb88"), HttpStatusCode.Accepted)
            .On(JobDocuments.Path, JobDocuments.Job("completed", JobDocuments.Gate(passed: true)))
            .On("GET /api/training/jobs/01bb88", JobDocuments.Job("quick", quick: 0, symbol: "ETHUSDT", id: "01bb88"))
            .On("GET /api/training/jobs/01bb88", JobDocuments.Job("gate_refused", JobDocuments.Gate(passed: false), symbol: "ETHUSDT", id: "01bb88"));

        CommandRun run = await RunAsync("train sequential BTCUSDT 1h --symbols ETH/USDT,BTC/USDT");

        Assert.Equal(3, run.Code);
        Assert.Equal(["BTCUSDT", "ETHUSDT"], api.Bodies.Select(body => JsonNode.Parse(body)!["symbol"]!.GetValue<string>()));
        Assert.Contains("BTCUSDT: Completed.", Lines(run));
        Assert.Contains("ETHUSDT: Fold 1/5: accuracy=61 %, recall=45 %, roc_auc=65.2 %", Lines(run));
        Assert.Equal("ETHUSDT: The gate refused it: accuracy is too low", Lines(run)[^1]);
    }

    [Fact]
    public async Task Train_OneOfSeveralRefused_TrainsTheOthersAndFails()
    {
        api.On(Start, JobDocuments.Started(), HttpStatusCode.Accepted).On(Start, """{"status":404,"detail":"There are no bars of ETHUSDT 1h."}""", HttpStatusCode.NotFound)
            .On(JobDocuments.Path, JobDocuments.Job("completed", JobDocuments.Gate(passed: true)));

        CommandRun run = await RunAsync("train quick BTCUSDT 1h --symbols ETHUSDT");

        Assert.Equal((1, "ETHUSDT: There are no bars of ETHUSDT 1h."), (run.Code, run.Errors.Trim()));
        Assert.Equal("Completed.", Lines(run)[^1]);
    }

    [Theory]
    [InlineData("failed", "Failed: no trainer")]
    [InlineData("cancelled", "Cancelled: no trainer")]
    public async Task Train_NotCompleted_FailsWithTheReason(string status, string line)
    {
        CommandRun run = await FollowAsync("train full BTCUSDT 1h", JobDocuments.Job(status, """ "reason":"no trainer" """, quick: null, full: 1));

        Assert.Equal((1, line), (run.Code, Lines(run)[^1]));
    }

    [Fact]
    public async Task Train_CancelledHalfWay_TellsNoAverage()
    {
        CommandRun run = await FollowAsync("train quick BTCUSDT 1h", JobDocuments.Job("cancelled", quick: 3));

        Assert.Contains("Fold 3/5: accuracy=63 %, recall=45 %, roc_auc=65.2 %", Lines(run));
        Assert.DoesNotContain("Average", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Train_FoldFailed_SaysWhy()
    {
        JsonNode job = JsonNode.Parse(JobDocuments.Job("failed"))!;
        job["quick"]!["per_fold"]![1]!["state"] = "failed";
        job["quick"]!["per_fold"]![1]!["failure"] = "the labels are of one class";

        Assert.Contains("Fold 2/5: failed: the labels are of one class", Lines(await FollowAsync("train quick BTCUSDT 1h", job.ToJsonString())));
    }

    [Fact]
    public async Task Train_Json_IsTheJobAndAsksNothing()
    {
        api.On(Start, JobDocuments.Started(), HttpStatusCode.Accepted).On(JobDocuments.Path, JobDocuments.Job("waiting_for_approval", JobDocuments.Gate(passed: true)));

        CommandRun run = await CommandRun.TypingAsync(api, "y\n", "train", "sequential", "BTCUSDT", "1h", "--json");

        Assert.Equal(0, run.Code);
        using JsonDocument job = JsonDocument.Parse(run.Output);
        Assert.Equal("waiting_for_approval", job.RootElement.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Train_JsonOfSymbols_IsAList()
    {
        CommandRun run = await FollowAsync("train quick BTCUSDT 1h --symbols BTCUSDT --json", JobDocuments.Job("gate_refused", JobDocuments.Gate(passed: false)));

        Assert.Equal(3, run.Code);
        using JsonDocument jobs = JsonDocument.Parse(run.Output);
        Assert.Equal("gate_refused", jobs.RootElement[0].GetProperty("status").GetString());
    }

    [Fact]
    public async Task Train_CtrlC_SaysThatTheJobGoesOn()
    {
        using CancellationTokenSource interrupt = new();
        api.On(Start, JobDocuments.Started(), HttpStatusCode.Accepted).On(JobDocuments.Path, JobDocuments.Job("quick", quick: 1));
        api.Asked = request =>
        {
            if (request == JobDocuments.Path) interrupt.Cancel();
        };

        CommandRun run = await CommandRun.InterruptedAsync(api, interrupt.Token, "train", "quick", "BTCUSDT", "1h");

        Assert.Equal((1, "Job 01aa77 goes on without you. Follow it: ./st jobs watch 01aa77. End it: ./st jobs cancel 01aa77."), (run.Code, run.Errors.Trim()));
        Assert.Equal([Start, JobDocuments.Path], api.Requests);
    }

    [Fact]
    public async Task Train_ProductStartsAnew_IsFollowedOn()
    {
        api.On(Start, JobDocuments.Started(), HttpStatusCode.Accepted).On(JobDocuments.Path, JobDocuments.Job("quick", quick: 1))
            .Loses(JobDocuments.Path).Loses(JobDocuments.Path).On(JobDocuments.Path, JobDocuments.Job("completed", JobDocuments.Gate(passed: true)));

        CommandRun run = await RunAsync("train quick BTCUSDT 1h");

        Assert.Equal((0, "Completed."), (run.Code, Lines(run)[^1]));
    }

    [Fact]
    public async Task Train_ProductIsGone_FailsWithinItsPatience()
    {
        api.On(Start, JobDocuments.Started(), HttpStatusCode.Accepted).On(JobDocuments.Path, JobDocuments.Job("quick", quick: 1));
        for (int i = 0; i < 12; i++) api.Loses(JobDocuments.Path);

        CommandRun run = await RunAsync("train quick BTCUSDT 1h");

        Assert.Equal(1, run.Code);
        Assert.Contains("Nothing answers at", run.Errors, StringComparison.Ordinal);
        Assert.Equal(14, api.Requests.Count);
    }

    [Fact]
    public async Task Train_OnATerminal_ShowsABarBelowTheLines()
    {
        api.On(Start, JobDocuments.Started(), HttpStatusCode.Accepted)
            .On(JobDocuments.Path, JobDocuments.Job("quick", quick: 3))
            .On(JobDocuments.Path, JobDocuments.Job("completed", JobDocuments.Gate(passed: true)));

        CommandRun run = await CommandRun.OfAsync(api, terminal: true, new Dictionary<string, string?>(), "train", "quick", "BTCUSDT", "1h");

        Assert.Contains("BTCUSDT 1h  quick  ━━━━━━━━────────────  40 %  fold 2 of 5, 12 s, about 18 s left", run.Output, StringComparison.Ordinal);
        Assert.Contains("Fold 2/5: accuracy=62 %, recall=45 %, roc_auc=65.2 %", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Train_Refused_SaysAllThatIsWrong()
    {
        const string Problem = """
            {"status":400,"detail":"The request has 2 errors.",
             "errors":[{"field":"model","value":"'tree'","allowed":"lightgbm or ridge"},{"field":"horizon","value":"0","allowed":"1 to 1000"}]}
            """;
        api.On(Start, Problem, HttpStatusCode.BadRequest);

        CommandRun run = await RunAsync("train quick BTCUSDT 1h --model tree --horizon 0");

        Assert.Equal(1, run.Code);
        Assert.Equal(
            ["The request has 2 errors.", "  model: 'tree'; allowed: lightgbm or ridge", "  horizon: 0; allowed: 1 to 1000"],
            run.Errors.ReplaceLineEndings("\n").TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("train quick BTCUSDT", "timeframe")]
    [InlineData("train quick BTC?USDT 1h", "'BTC?USDT' is not a symbol.")]
    [InlineData("train quick BTCUSDT 1h --symbols ETHUSDT,?", "'?' is not a symbol.")]
    [InlineData("train quick BTCUSDT 7h", "'7h' is not a timeframe.")]
    [InlineData("train quick BTCUSDT 1h --auto-approve", "--auto-approve")]
    [InlineData("train quick BTCUSDT 1h --min-train-days 3", "--min-train-days")]
    [InlineData("train full BTCUSDT 1h --auto-approve", "--auto-approve")]
    [InlineData("train quick BTCUSDT 1h --horizon one", "one")]
    [InlineData("train quick BTCUSDT 1h --set leaves", "'leaves' is not name=value.")]
    [InlineData("train quick BTCUSDT 1h --config no-such.json", "no-such.json")]
    [InlineData("train slowly BTCUSDT 1h", "slowly")]
    public async Task Train_WrongUsage_Is2AndSaysWhat(string arguments, string words)
    {
        CommandRun run = await RunAsync(arguments);

        Assert.Equal(2, run.Code);
        Assert.Contains(words, run.Errors, StringComparison.Ordinal);
        Assert.Empty(api.Requests);
    }

    [Theory]
    [InlineData("{\"seed\": }", "1:")]
    [InlineData("[1]", "holds no JSON object.")]
    public async Task Train_ConfigThatIsNone_SaysWhere(string text, string words)
    {
        CommandRun run = await RunAsync($"train quick BTCUSDT 1h --config {folder.Write("job.json", text)}");

        Assert.Equal(1, run.Code);
        Assert.Contains("job.json", run.Errors, StringComparison.Ordinal);
        Assert.Contains(words, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calibration_Lines_AreThoseOfTheApi()
    {
        api.On("GET /api/training/calibration", """{"jobs":12,"hours_saved":1.5,"calibration":{},"lines":["recall: rank correlation of quick and full 0.400, 12 pairs"]}""");

        CommandRun run = await RunAsync("train calibration");

        Assert.Equal(["quick trainings that were judged: 12", "recall: rank correlation of quick and full 0.400, 12 pairs", "hours saved: 1.5"], Lines(run));
    }

    [Fact]
    public async Task Calibration_Json_IsTheAnswer()
    {
        api.On("GET /api/training/calibration", """{"jobs":12,"hours_saved":1.5,"calibration":{},"lines":[]}""");

        using JsonDocument json = JsonDocument.Parse((await RunAsync("train calibration --json")).Output);

        Assert.Equal(12, json.RootElement.GetProperty("jobs").GetInt32());
    }

    private static string[] Lines(CommandRun run) => [.. run.Output.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').Select(line => line.TrimEnd())];

    private static void AssertJson(string expected, string actual) => Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actual)), actual);

    private Task<CommandRun> FollowAsync(string arguments, string job)
    {
        api.On(Start, JobDocuments.Started(), HttpStatusCode.Accepted).On(JobDocuments.Path, job);
        return RunAsync(arguments);
    }

    private Task<CommandRun> RunAsync(string arguments) => CommandRun.OfAsync(api, arguments.Split(' '));
}
