using System.Net;
using System.Text.Json.Nodes;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Cli.Tests.Presets;

public sealed class PresetsCommandTests : IDisposable
{
    private const string Name = "BTCUSDT_1h_v2_LightGBM_multi_h1-3";
    private const string Config = """
        {"preset":"BTCUSDT_1h_v2_LightGBM_multi_h1-3","version":4,"symbol":"BTCUSDT","timeframe":"1h","model":"lightgbm","feature_system":"v2","encoder":"absolute",
         "horizons":[1,3],"days":180,"seed":7,"hyper_parameters":{"learning_rate":0.05,"num_leaves":31}}
        """;

    private readonly RecordingApi api = new();
    private readonly ScratchFolder folder = new();

    // Files are written below the folder that the command runs in.
    private readonly string below = $"presets-{Guid.NewGuid():N}";

    public void Dispose()
    {
        api.Dispose();
        folder.Dispose();
        if (Directory.Exists(below)) Directory.Delete(below, recursive: true);
    }

    [Fact]
    public async Task List_Filters_AreTheQueryAndLinesATable()
    {
        api.On(
            "GET /api/presets?symbol=BTCUSDT&features=poc16%2Bma5&text=for%20trends&auto_validated=true",
            $$"""
            {"items":[{"name":"{{Name}}","version":4,"status":"published","best_metric":0.57123,"auto_validated":true,"updated":"2026-03-01T12:00:00Z","description":"for trends"}],
             "continuation":null}
            """);

        CommandRun run = await CommandRun.OfAsync(api, "presets", "list", "--symbol", "BTCUSDT", "--features", "poc16+ma5", "--text", "for trends", "--auto-validated");

        Assert.Equal((0, ""), (run.Code, run.Errors));
        string[] cells = [Name, "4", "published", "0.571", "yes", "2026-03-01T12:00:00Z", "for trends"];
        Assert.Contains(Lines(run), line => line.Split('│').Select(cell => cell.Trim()).SequenceEqual(cells));
    }

    [Fact]
    public async Task Show_Preset_TellsHyperParametersExactly()
    {
        api.On(
            $"GET /api/presets/{Name}?version=2",
            $$"""
            {"name":"{{Name}}","version":2,"deleted":false,"description":"first","updated":"2026-03-01T12:00:00Z",
             "content":{"model":{"type":"lightgbm"},"hyper_parameters":{"lambda_l1":0.00012},"validation_metrics":{"roc_auc":0.56},"status":"published",
             "held_out":{"from":"2026-01-01T00:00:00Z","to":"2026-02-01T00:00:00Z","looks":1,"preset":{"roc_auc":0.55},"defaults":{"roc_auc":0.56},
             "verdict":"It does not beat the defaults."} },"cost_reason":"no search is noted for it here"}
            """);

        CommandRun run = await CommandRun.OfAsync(api, "presets", "show", Name, "--version", "2");

        Assert.Equal(0, run.Code);
        Assert.Contains("0.00012", run.Output, StringComparison.Ordinal);
        Assert.Contains("It does not beat the defaults.", run.Output, StringComparison.Ordinal);
        Assert.Contains("cost           not known: no search is noted for it here", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_SearchedPreset_TellsWhatItTook()
    {
        api.On(
            $"GET /api/presets/{Name}",
            $$"""
            {"name":"{{Name}}","version":1,"deleted":false,"description":"first","updated":"2026-03-01T12:00:00Z","content":{"model":{"type":"lightgbm"} },
             "cost":{"cpu_seconds":7260,"gpu_seconds":0,"storage_transactions":4000,"price":{"value":null,"reason":"no price is set in configs/prices.yaml"},
             "currency":"EUR","prices":"configs/prices.yaml"},"cost_reason":null}
            """);

        CommandRun run = await CommandRun.OfAsync(api, "presets", "show", Name);

        Assert.Contains("cost           2 h 1 min of CPU, 4,000 calls of the storage, no price is set in configs/prices.yaml", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compare_Presets_ShowsWhatDiffersSideBySide()
    {
        api.On(
            "GET /api/presets/compare?names=A%2CB",
            """
            {"presets":[{"name":"A","version":1},{"name":"B","version":2}],
             "lines":[{"path":"model.type","values":["lightgbm","lightgbm"],"differs":false},{"path":"hyper_parameters.num_leaves","values":[31,null],"differs":true}]}
            """);

        CommandRun run = await CommandRun.OfAsync(api, "presets", "compare", "A", "B");

        Assert.Contains(Lines(run), line => line.Split('│').Select(cell => cell.Trim()).SequenceEqual(["hyper_parameters.num_leaves", "≠", "31", "-"]));
        Assert.DoesNotContain("model.type", run.Output, StringComparison.Ordinal);
        Assert.Equal(2, (await CommandRun.OfAsync(api, "presets", "compare", "A")).Code);
    }

    [Fact]
    public async Task Compare_ValuesWiderThanTheScreen_AreCutAndTheSpaceOfTheSearchIsLeftToJson()
    {
        string seeds = new('7', 500);
        api.On(
            "GET /api/presets/compare?names=A%2CB",
            $$"""
            {"presets":[{"name":"A","version":1},{"name":"B","version":2}],
             "lines":[{"path":"stability.seeds","values":["{{seeds}}","few"],"differs":true},{"path":"search.space.alpha.high","values":[1,2],"differs":true}]}
            """);

        CommandRun run = await CommandRun.OfAsync(api, "presets", "compare", "A", "B");

        Assert.Contains(Lines(run), line => line.Contains("stability.seeds", StringComparison.Ordinal) && line.Contains("777…", StringComparison.Ordinal) && line.Contains("few", StringComparison.Ordinal));
        Assert.DoesNotContain("search.space", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_WithAReason_SendsIt()
    {
        api.On($"DELETE /api/presets/{Name}?description=too%20old", $$"""{"name":"{{Name}}","version":4,"deleted":true}""");

        CommandRun run = await CommandRun.OfAsync(api, "presets", "delete", Name, "--description", "too old");

        Assert.Equal([$"{Name} is deleted; its version is 4."], Lines(run));
    }

    [Fact]
    public async Task Export_OneOrMany_WritesWhatTheApiGaveAndOverwritesNothing()
    {
        string one = Path.Combine(folder.Path, "one.json");
        string many = Path.Combine(folder.Path, "many.zip");
        api.On($"GET /api/presets/{Name}/export", "{}").On($"GET /api/presets/{Name}/export", "{ }").On("POST /api/presets/export", "PK");

        Assert.Equal(0, (await CommandRun.OfAsync(api, "presets", "export", Name, one)).Code);
        CommandRun again = await CommandRun.OfAsync(api, "presets", "export", Name, one);
        Assert.Equal(0, (await CommandRun.OfAsync(api, "presets", "export", "A", "B", many)).Code);

        Assert.Equal("{}", await File.ReadAllTextAsync(one, TestContext.Current.CancellationToken));
        Assert.Equal("PK", await File.ReadAllTextAsync(many, TestContext.Current.CancellationToken));
        Assert.Equal(["""{"names":["A","B"]}"""], api.Bodies);
        Assert.Equal(1, again.Code);
        Assert.Contains("is there with another content and is not overwritten", again.Errors, StringComparison.Ordinal);
        Assert.Contains("2 presets do not go into one .json file", (await CommandRun.OfAsync(api, "presets", "export", "A", "B", one)).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_File_SaysWhatItBecame()
    {
        api.On($"POST /api/presets/import?name={Name}", $$"""{"presets":[{"name":"{{Name}}","version":5,"trust":"unknown"}]}""", HttpStatusCode.Created);

        CommandRun run = await CommandRun.OfAsync(api, "presets", "import", folder.Write("x.json", "{}"), "--name", Name);

        Assert.Equal([$"{Name}: version 5 (signed by a key that is not trusted here)"], Lines(run));
    }

    [Fact]
    public async Task Apply_Preset_WritesTheFileAndSaysWhatToDoNext()
    {
        string file = Path.Combine(below, "x.json");
        string older = Config.Replace("31", "63", StringComparison.Ordinal);
        api.On($"GET /api/presets/{Name}/config", Config).On($"GET /api/presets/{Name}/config", Config)
            .On($"GET /api/presets/{Name}/config?version=3", older).On($"GET /api/presets/{Name}/config?version=3", older);

        CommandRun run = await CommandRun.OfAsync(api, "presets", "apply", Name, "--output", file);
        CommandRun same = await CommandRun.OfAsync(api, "presets", "apply", Name, "--output", file);
        CommandRun other = await CommandRun.OfAsync(api, "presets", "apply", Name, "--version", "3", "--output", file);
        CommandRun forced = await CommandRun.OfAsync(api, "presets", "apply", Name, "--version", "3", "--output", file, "--force");

        Assert.Equal(
            [
                $"written: {file}", $"Train it: ./st train sequential --config {file}", $"As a grid: ./st queue create {file} --watch",
                $"From a candle: ./st candle train BTCUSDT 1h DATE --config {file}",
            ],
            Lines(run));
        Assert.Equal((0, $"unchanged: {file}"), (same.Code, Lines(same)[0]));
        Assert.Equal(1, other.Code);
        Assert.Contains("Give --force", other.Errors, StringComparison.Ordinal);
        Assert.Equal(0, forced.Code);
        Assert.Contains("63", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Apply_OutsideOfTheFolder_IsRefused()
    {
        api.On($"GET /api/presets/{Name}/config", Config);

        CommandRun run = await CommandRun.OfAsync(api, "presets", "apply", Name, "--output", "../x.json");

        Assert.Equal(1, run.Code);
        Assert.Contains("'../x.json' lies outside of", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ensemble_Members_AreTheRequest()
    {
        api.On("POST /api/presets/ensemble", """{"name":"E","version":1,"content":{}}""", HttpStatusCode.Created);

        CommandRun run = await CommandRun.OfAsync(api, "presets", "ensemble", "A", "B@2", "--weights", "2,1", "--description", "both");

        Assert.Equal((0, ""), (run.Code, run.Errors));
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""{"members":[{"name":"A","weight":2},{"name":"B","version":2,"weight":1}],"weighting":"equal","description":"both"}"""),
            JsonNode.Parse(api.Bodies[0])));
    }

    [Fact]
    public async Task Push_KeyOfTheOther_ComesFromAFileAndIsNeverShown()
    {
        const string Key = "the-other-key";
        string key = folder.Write("key.txt", Key + "\n");
        api.On("POST /api/presets/export", "PK").On("POST /api/presets/import", $$"""{"presets":[{"name":"{{Name}}","version":1,"trust":"none"}]}""", HttpStatusCode.Created);

        CommandRun run = await CommandRun.OfAsync(api, "presets", "push", Name, "--to", "https://other.example/", "--to-key-file", key);
        CommandRun without = await CommandRun.OfAsync(api, "presets", "push", Name, "--to", "https://other.example/");

        Assert.Equal((0, $"{Name}: version 1 (not signed)"), (run.Code, Lines(run)[0]));
        Assert.DoesNotContain(Key, run.Output + run.Errors, StringComparison.Ordinal);
        Assert.Equal("A key for https://other.example/ is needed: --to-key-file FILE with the key in it, or ST_TO_KEY in the environment.", without.Errors.Trim());
        Assert.Equal(2, (await CommandRun.OfAsync(api, "presets", "push", Name, "--to", "other")).Code);
    }

    [Fact]
    public async Task Pull_OtherRefusesTheKey_SaysWhichKey()
    {
        api.On("POST /api/presets/export", "{}", HttpStatusCode.Unauthorized);

        CommandRun run = await CommandRun.OfAsync(
            api, terminal: false, new Dictionary<string, string?> { ["ST_FROM_KEY"] = "wrong" }, "presets", "pull", Name, "--from", "https://other.example/");

        Assert.Equal((1, "https://other.example/ wants another key. Give it by --from-key-file FILE, or by ST_FROM_KEY in the environment."), (run.Code, run.Errors.Trim()));
    }

    [Fact]
    public async Task Pull_NothingAnswersThere_SpeaksOfThatInstallation()
    {
        using FakeApi closed = new(null, "");

        CommandRun run = await CommandRun.OfAsync(
            closed, terminal: false, new Dictionary<string, string?> { ["ST_FROM_KEY"] = "key" }, "presets", "pull", Name, "--from", "https://other.example/");

        Assert.Equal(
            (1, "Nothing answers at https://other.example/. See that the product runs there, and that this machine may reach it."), (run.Code, run.Errors.Trim()));
    }

    [Fact]
    public async Task Diff_Versions_PrintsALineAChange()
    {
        api.On($"GET /api/presets/{Name}/diff?from=1&to=2", """{"changes":[{"text":"~ hyper_parameters.num_leaves: 31 -> 63"}]}""");

        Assert.Equal(["~ hyper_parameters.num_leaves: 31 -> 63"], Lines(await CommandRun.OfAsync(api, "presets", "diff", Name, "1", "2")));
    }

    private static string[] Lines(CommandRun run) => run.Output.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
}
