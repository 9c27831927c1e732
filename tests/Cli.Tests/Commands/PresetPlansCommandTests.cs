using System.Net;

namespace ServerlessTraining.Cli.Tests.Commands;

public sealed class PresetPlansCommandTests : IDisposable
{
    private readonly RecordingApi api = new();

    public void Dispose() => api.Dispose();

    [Fact]
    public async Task List_Plans_AreATable()
    {
        api.On("GET /api/presets/plans?limit=5", PlanDocuments.Page);

        CommandRun run = await CommandRun.OfAsync(api, "presets", "plans", "list", "--limit", "5");

        Assert.Equal(0, run.Code);
        Assert.Matches("01bb88 +│ 2026-03-01T11:00:00Z +│ completed +│ 3 +│ 2 +│ 1 +│ 0", run.Output);
    }

    [Fact]
    public async Task List_None_SaysHowToMakeOne()
    {
        api.On("GET /api/presets/plans?limit=20", """{"items":[],"continuation":null}""");

        Assert.Equal("no plan of presets; ./st presets generate makes one", (await CommandRun.OfAsync(api, "presets", "plans", "list")).Output.Trim());
    }

    [Fact]
    public async Task Show_PresetThatDidNotBeatTheDefaults_IsACandidate()
    {
        api.On(PlanDocuments.Newest, PlanDocuments.Page).On(PlanDocuments.Path, PlanDocuments.Candidate);

        CommandRun run = await CommandRun.OfAsync(api, "presets", "plans", "show");

        Assert.Matches("BTCUSDT_1h_v2_LightGBM_multi_h1-3 +│ candidate +│", run.Output);
    }

    [Fact]
    public async Task Show_PlanWithAKeptVersion_HasItBesideTheOthers()
    {
        api.On(PlanDocuments.Newest, PlanDocuments.Page).On(PlanDocuments.Path, PlanDocuments.Kept);

        CommandRun run = await CommandRun.OfAsync(api, "presets", "plans", "show");

        Assert.Equal(0, run.Code);
        Assert.Contains("BTCUSDT_1h_v2_LightGBM_multi_h1-3: kept: version 2 stays", run.Output, StringComparison.Ordinal);
        Assert.Matches("metric +│ horizon +│ preset +│ defaults +│ current version", run.Output);
        Assert.Matches("roc_auc +│ all +│ 0.5812 +│ 0.5533 +│ 0.59", run.Output);
    }

    [Fact]
    public async Task Watch_PlanThatFailed_EndsFailed()
    {
        api.On(PlanDocuments.Newest, PlanDocuments.Page).On(PlanDocuments.Path, PlanDocuments.Failed);

        Assert.Equal(1, (await CommandRun.OfAsync(api, "presets", "plans", "watch", "01aa")).Code);
    }

    [Fact]
    public async Task Cancel_Newest_SaysWhatHappens()
    {
        api.On(PlanDocuments.Newest, PlanDocuments.Page)
            .On(
                "POST /api/presets/plans/01aa77/cancel", """{"plan_id":"01aa77","status":"running","message":"To cancel was asked for; it acts at once."}""",
                HttpStatusCode.Accepted);

        Assert.Equal("To cancel was asked for; it acts at once.", (await CommandRun.OfAsync(api, "presets", "plans", "cancel", "last")).Output.Trim());
    }
}
