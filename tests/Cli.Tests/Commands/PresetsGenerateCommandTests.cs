using System.Net;
using System.Text.Json;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Cli.Tests.Commands;

public sealed class PresetsGenerateCommandTests : IDisposable
{
    private readonly RecordingApi api = new();

    public void Dispose() => api.Dispose();

    [Fact]
    public async Task Generate_Options_AreTheFieldsOfTheRequest()
    {
        api.On(PlanDocuments.Generate, PlanDocuments.Started, HttpStatusCode.Accepted);

        CommandRun run = await CommandRun.OfAsync(
            api,
            [
                "presets", "generate", "--symbols", "BTCUSDT", "ETHUSDT", "--timeframes", "15m,30m", "--features", "v1", "v2", "--horizons", "1,3,5,10;1",
                "--model", "lightgbm", "--quick", "--phases", "4", "--max-configs", "1", "--force", "--seed", "7", "--parallel", "2", "--when-better", "--no-wait",
            ]);

        Assert.Equal(0, run.Code);
        AssertJson(
            """
            {"symbols":["BTCUSDT","ETHUSDT"],"timeframes":["15m","30m"],"features":["v1","v2"],"models":["lightgbm"],"horizons":[[1,3,5,10],[1]],"quick":true,"force":true,
             "publish":"when_better","phases":4,"max_configs":1,"seed":7,"max_parallel":2}
            """,
            api.Bodies[0]);
        Assert.Equal("plan 01aa77; presets: 2, skipped: 1\nFollow it: ./st presets plans watch 01aa77", run.Output.ReplaceLineEndings("\n").Trim());
    }

    [Fact]
    public async Task Generate_PlanFile_IsTheRequestAndOptionsWin()
    {
        api.On(PlanDocuments.Generate, PlanDocuments.Started, HttpStatusCode.Accepted);

        await CommandRun.OfAsync(api, "presets", "generate", "--plan", Repository.PathOf("configs", "plans", "example.json"), "--seed", "9", "--no-wait");

        using JsonDocument body = JsonDocument.Parse(api.Bodies[0]);
        Assert.Equal((3, 9), (body.RootElement.GetProperty("plan").GetArrayLength(), body.RootElement.GetProperty("seed").GetInt32()));
    }

    [Theory]
    [InlineData("1,x")]
    [InlineData("1;;3")]
    public async Task Generate_HorizonsThatAreNone_AreWrongUsage(string horizons)
    {
        CommandRun run = await CommandRun.OfAsync(api, "presets", "generate", "--horizons", horizons);

        Assert.Equal(2, run.Code);
        Assert.Contains($"'{horizons}' are no horizons: ", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Generate_WithoutATerminal_TellsStepsAndThenTheTableWithTheVerdict()
    {
        api.On(PlanDocuments.Generate, PlanDocuments.Started, HttpStatusCode.Accepted)
            .On(PlanDocuments.Path, PlanDocuments.Searching(1, 4)).On(PlanDocuments.Path, PlanDocuments.Searching(1, 12)).On(PlanDocuments.Path, PlanDocuments.Searching(2, 24))
            .On(PlanDocuments.Path, PlanDocuments.Published());

        CommandRun run = await CommandRun.OfAsync(api, "presets", "generate", "--symbols", "BTCUSDT");

        Assert.Equal(0, run.Code);
        string[] lines = [.. run.Output.ReplaceLineEndings("\n").Split('\n').Where(line => line.Contains(" of 2, ", StringComparison.Ordinal))];
        Assert.Equal(
            [
                "1 of 2, BTCUSDT_1h_v2_LightGBM_multi_h1-3: phase 1 of 4, 4 of 85 trials, best roc_auc 0.5612",
                "2 of 2, BTCUSDT_1h_v1_LightGBM_multi_h1-3: skipped: it exists as version 1",
                "1 of 2, BTCUSDT_1h_v2_LightGBM_multi_h1-3: phase 2 of 4, 24 of 85 trials, best roc_auc 0.5612",
                "1 of 2, BTCUSDT_1h_v2_LightGBM_multi_h1-3: published as version 3",
            ],
            lines);
        Assert.Matches("roc_auc +│ all +│ 0.5812 +│ 0.5533", run.Output);
        Assert.Matches("roc_auc +│ 3 +│ 0.6 +│ 0.55", run.Output);
        Assert.Matches("sharpe +│ all +│ 0.9 +│ -", run.Output);
        Assert.DoesNotContain("0.4321", run.Output, StringComparison.Ordinal);
        Assert.Contains("The preset beats the library's defaults on the held-out part.", run.Output, StringComparison.Ordinal);
        Assert.Contains("made: 1, failed: 0, skipped: 1", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Generate_DefaultsNotBeaten_SaysThatItIsACandidate()
    {
        api.On(PlanDocuments.Generate, PlanDocuments.Started, HttpStatusCode.Accepted)
            .On(PlanDocuments.Path, PlanDocuments.Searching(0, 0)).On(PlanDocuments.Path, PlanDocuments.Candidate);

        CommandRun run = await CommandRun.OfAsync(api, "presets", "generate", "--symbols", "BTCUSDT");

        Assert.Contains("1 of 2, BTCUSDT_1h_v2_LightGBM_multi_h1-3: the search begins", run.Output, StringComparison.Ordinal);
        Assert.Contains("1 of 2, BTCUSDT_1h_v2_LightGBM_multi_h1-3: kept as version 3, a candidate", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("published", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Generate_OnATerminal_ShowsHowFarItIs()
    {
        api.On(PlanDocuments.Generate, PlanDocuments.Started, HttpStatusCode.Accepted)
            .On(PlanDocuments.Path, PlanDocuments.Searching(2, 34)).On(PlanDocuments.Path, PlanDocuments.Published());

        CommandRun run = await CommandRun.OfAsync(api, terminal: true, new Dictionary<string, string?>(), "presets", "generate", "--symbols", "BTCUSDT");

        Assert.Contains("━━━━━━━━────────────  40 %  phase 2 of 4, 34 of 85 trials, best roc_auc 0.5612, 2 min", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Generate_EntryThatFailed_EndsFailed()
    {
        api.On(PlanDocuments.Generate, PlanDocuments.Started, HttpStatusCode.Accepted).On(PlanDocuments.Path, PlanDocuments.Failed);

        CommandRun run = await CommandRun.OfAsync(api, "presets", "generate", "--symbols", "BTCUSDT");

        Assert.Equal(1, run.Code);
        Assert.Contains("failed: no trial could be measured", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Generate_Json_IsThePlanAndNothingElse()
    {
        api.On(PlanDocuments.Generate, PlanDocuments.Started, HttpStatusCode.Accepted).On(PlanDocuments.Path, PlanDocuments.Published());

        CommandRun run = await CommandRun.OfAsync(api, "presets", "generate", "--symbols", "BTCUSDT", "--json");

        AssertJson(PlanDocuments.Published(), run.Output);
    }

    [Fact]
    public async Task Generate_Interrupted_SaysHowToFollowAndToEndIt()
    {
        using CancellationTokenSource interrupt = new();
        api.On(PlanDocuments.Generate, PlanDocuments.Started, HttpStatusCode.Accepted).On(PlanDocuments.Path, PlanDocuments.Searching(1, 4));
        api.Asked = request =>
        {
            if (request == PlanDocuments.Path) interrupt.Cancel();
        };

        CommandRun run = await CommandRun.InterruptedAsync(api, interrupt.Token, "presets", "generate", "--symbols", "BTCUSDT");

        Assert.Equal(1, run.Code);
        Assert.Equal("Plan 01aa77 goes on without you. Follow it: ./st presets plans watch 01aa77. End it: ./st presets plans cancel 01aa77.", run.Errors.Trim());
    }

    [Fact]
    public async Task FromStudy_Study_StartsAPlanOfIt()
    {
        api.On("POST /api/presets/from-study", PlanDocuments.Started, HttpStatusCode.Accepted);

        CommandRun run = await CommandRun.OfAsync(api, "presets", "from-study", "s1", "--description", "by hand", "--no-wait", "--json");

        Assert.Equal(0, run.Code);
        AssertJson("""{"study_id":"s1","description":"by hand"}""", api.Bodies[0]);
        AssertJson(PlanDocuments.Started, run.Output);
    }

    private static void AssertJson(string expected, string actual)
    {
        using JsonDocument wanted = JsonDocument.Parse(expected);
        using JsonDocument got = JsonDocument.Parse(actual);
        Assert.True(JsonElement.DeepEquals(wanted.RootElement, got.RootElement), actual);
    }
}
