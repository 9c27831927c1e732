using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessTraining.Domain.Presets;
using ServerlessTraining.Orchestration.Presets;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Presets;

/// <summary>The routes of presets, over HTTP.</summary>
[Collection(ApiTests.Name)]
public sealed class PresetApiTests(ApiServer api)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Save_Delete_Restore_ShowInListAndHistory()
    {
        const string Name = "APIA_1h_v2_LightGBM_multi_h1-3";
        Assert.Equal(201, (await SaveAsync(Name, PresetSamples.Whole(), "first")).Status);
        Assert.Equal(2, (await SaveAsync(Name, PresetSamples.Content(leaves: 63), "more leaves")).Json.GetProperty("version").GetInt32());

        JsonElement line = (await GetAsync("/api/presets?symbol=APIA&features=v2&horizon=3&text=leaves&status=published&sort=metric")).GetProperty("items")[0];
        Assert.Equal((Name, 2), (line.GetProperty("name").GetString(), line.GetProperty("version").GetInt32()));
        Assert.Equal(("published", 0.56), (line.GetProperty("status").GetString(), line.GetProperty("best_metric").GetDouble()));
        Assert.Equal("first", (await GetAsync($"/api/presets/{Name}?version=1")).GetProperty("description").GetString());
        JsonElement[] changes = [.. (await GetAsync($"/api/presets/{Name}/diff?from=1&to=2")).GetProperty("changes").EnumerateArray()];
        Assert.Contains(changes, change => change.GetProperty("text").GetString() == "~ hyper_parameters.num_leaves: 31 -> 63");

        Assert.True((await SendAsync("DELETE", $"/api/presets/{Name}?description=too%20old", 200)).GetProperty("deleted").GetBoolean());
        Assert.Empty((await GetAsync("/api/presets?symbol=APIA")).GetProperty("items").EnumerateArray());
        Assert.Single((await GetAsync("/api/presets?symbol=APIA&deleted=true")).GetProperty("items").EnumerateArray());
        ApiServer.Answer conflict = await SaveAsync(Name, PresetSamples.Content(), "again");
        Assert.Equal((409, $"{Name} cannot be saved: it is deleted, restore it first or import under its name."), (conflict.Status, conflict.Detail));
        Assert.False((await SendAsync("POST", $"/api/presets/{Name}/restore", 200)).GetProperty("deleted").GetBoolean());

        JsonElement history = await GetAsync($"/api/presets/{Name}/history");
        Assert.Equal(
            ["saved first", "saved more leaves", "deleted too old", "restored restored"],
            history.GetProperty("events").EnumerateArray().Select(line => $"{line.GetProperty("kind").GetString()} {line.GetProperty("description").GetString()}"));
    }

    [Fact]
    public async Task Save_SameSaveId_IsOneVersion()
    {
        const string Name = "APIB_1h_v2_LightGBM_multi_h1-3";
        await SaveAsync(Name, PresetSamples.Content(), "first", "the save");

        Assert.Equal(1, (await SaveAsync(Name, PresetSamples.Content(), "first", "the save")).Json.GetProperty("version").GetInt32());
    }

    [Theory]
    [InlineData("GET", "/api/presets/nothing", 400, "'nothing' is not a preset name")]
    [InlineData("GET", "/api/presets/NONE_1h_v2_LightGBM_multi_h1-3", 404, "There is no preset NONE_1h_v2_LightGBM_multi_h1-3.")]
    [InlineData("GET", "/api/presets/NONE_1h_v2_LightGBM_multi_h1-3/history", 404, "There is no preset")]
    [InlineData("DELETE", "/api/presets/NONE_1h_v2_LightGBM_multi_h1-3", 404, "There is no preset")]
    [InlineData("GET", "/api/presets?statu=published", 400, "query is statu; one of symbol, timeframe, features,")]
    [InlineData("GET", "/api/presets?status=best&limit=0", 400, "status is best; one of published, candidate, retired, imported is needed. limit is 0;")]
    [InlineData("GET", "/api/presets?continuation=x", 400, "continuation is x;")]
    [InlineData("GET", "/api/presets/compare", 400, "names is missing;")]
    [InlineData("GET", "/api/presets/compare?names=NONE_1h_v2_LightGBM_multi_h1-3", 400, "2 to 8 different names")]
    [InlineData("GET", "/api/presets/NONE_1h_v2_LightGBM_multi_h1-3/diff?from=1", 400, "to is missing; a version, from 1, is needed")]
    public async Task Wrong_Request_IsRefusedInWords(string verb, string path, int status, string text)
    {
        ApiServer.Answer answer = await api.SendAsync(verb, path, Cancel);

        Assert.Equal(status, answer.Status);
        Assert.Contains(text, answer.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Save_WrongContent_TellsAllWithPaths()
    {
        ApiServer.Answer answer = await api.SendAsync(
            "POST", "/api/presets", Cancel, """{"name":"X","content":{"status":"best"},"description":"d","more":1}""");

        Assert.Equal(400, answer.Status);
        string[] fields = [.. answer.Json.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("field").GetString()!)];
        Assert.All((string[])["name", "content.status", "content.dataset", "content.hyper_parameters", "more"], field => Assert.Contains(field, fields));
    }

    [Fact]
    public async Task Compare_TwoPresets_TellsWhatDiffers()
    {
        string[] names = ["APIC_1h_v2_GradientBoosting_multi_h1-3", "APIC_1h_v2_XGBoost_multi_h1-3"];
        foreach (string name in names) await SaveAsync(name, PresetSamples.Content(PresetName.Parse(name)), "first");

        JsonElement comparison = await GetAsync($"/api/presets/compare?names={string.Join(',', names)}");

        Assert.Equal(names, comparison.GetProperty("presets").EnumerateArray().Select(preset => preset.GetProperty("name").GetString()));
        IEnumerable<JsonElement> lines = comparison.GetProperty("lines").EnumerateArray().Where(line => line.GetProperty("differs").GetBoolean());
        string[] differ = [.. lines.Select(line => line.GetProperty("path").GetString()!)];
        Assert.Equal(["config_hash", "model.architecture", "model.type"], differ);
    }

    [Fact]
    public async Task Performance_Logged_IsListedTheNewestFirst()
    {
        const string Name = "APID_1h_v2_LightGBM_multi_h1-3";
        await SaveAsync(Name, PresetSamples.Content(), "first");
        await SendAsync("POST", $"/api/presets/{Name}/performance", 201, """{"version":1,"at":"2026-01-01T00:00:00Z","id":"a","metrics":{"roc_auc":0.55,"sharpe":null}}""");
        await SendAsync("POST", $"/api/presets/{Name}/performance", 201, """{"version":1,"at":"2026-02-01T00:00:00Z","id":"b","metrics":{"roc_auc":0.54}}""");
        await SendAsync("POST", $"/api/presets/{Name}/performance", 404, """{"version":2,"metrics":{}}""");
        await SendAsync("POST", $"/api/presets/{Name}/performance", 400, """{"version":1,"metrics":{"roc_auc":"good"}}""");

        JsonElement page = await GetAsync($"/api/presets/{Name}/performance");

        Assert.Equal(["b", "a"], page.GetProperty("items").EnumerateArray().Select(entry => entry.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task Export_ThenConfig_GiveTheFiles()
    {
        const string Name = "APIE_1h_v2_LightGBM_multi_h1-3";
        await SaveAsync(Name, PresetSamples.Whole(), "first");

        ApiServer.Answer file = await api.GetAsync($"/api/presets/{Name}/export", Cancel);
        ApiServer.Answer config = await api.GetAsync($"/api/presets/{Name}/config", Cancel);

        Assert.Equal((200, $"{Name}.json"), (file.Status, file.FileName));
        Assert.Equal(PresetContentText.Write(PresetSamples.Whole()), PresetContentText.Write(PresetFile.Read(System.Text.Encoding.UTF8.GetBytes(file.Body), "x").Content));
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse(
                $$"""
                {"preset":"{{Name}}","version":1,"symbol":"APIE","timeframe":"1h","model":"lightgbm","feature_system":"v2","encoder":"absolute",
                 "horizons":[1,3],"days":180,"seed":7,
                 "hyper_parameters":{"learning_rate":0.05,"num_leaves":31} }
                """),
            JsonNode.Parse(config.Body)));
    }

    [Theory]
    [InlineData("""{"weighting":"equal"}""", "", "", 0.5)]
    [InlineData("""{"weighting":"metric"}""", "", "", 0.6)]
    [InlineData("""{}""", ""","weight":3""", ""","weight":1""", 0.75)]
    public async Task Ensemble_AnyWeighting_IsACandidateOfItsMembers(string more, string first, string second, double expected)
    {
        (string one, string two) = await MembersAsync("APIF");
        JsonObject body = JsonNode.Parse($$"""{"members":[{"name":"{{one}}"{{first}}},{"name":"{{two}}"{{second}}}],"description":"both"}""")!.AsObject();
        foreach ((string name, JsonNode? value) in JsonNode.Parse(more)!.AsObject()) body[name] = value!.DeepClone();

        JsonElement preset = await SendAsync("POST", "/api/presets/ensemble", 201, body.ToJsonString());

        Assert.Equal("APIF_1h_mixed_Ensemble_single_h3", preset.GetProperty("name").GetString());
        JsonElement content = preset.GetProperty("content");
        Assert.Equal(("candidate", expected), (content.GetProperty("status").GetString(), Math.Round(content.GetProperty("members")[0].GetProperty("weight").GetDouble(), 6)));
        JsonElement config = await GetAsync("/api/presets/APIF_1h_mixed_Ensemble_single_h3/config");
        Assert.Equal([one, two], config.GetProperty("members").EnumerateArray().Select(member => member.GetProperty("preset").GetString()));
    }

    [Fact]
    public async Task Ensemble_WrongMembers_AreTold()
    {
        (string one, string two) = await MembersAsync("APIG");
        const string Other = "APIH_1h_v1_Ridge_single_h5";
        await SaveAsync(Other, PresetSamples.Content(PresetName.Parse(Other), rocAuc: 0.4), "first");

        await RefusedAsync(
            $$"""[{"name":"{{one}}"},{"name":"{{Other}}"}]""", "a preset of APIG 1h, as the first is", "at least one horizon that all have",
            "whose validation roc_auc is above 0.5");
        await RefusedAsync($$"""[{"name":"{{one}}"},{"name":"{{one}}"}]""", "one preset twice");
        await RefusedAsync($$"""[{"name":"{{one}}","weight":1},{"name":"{{two}}"}]""", "1 of 2 with a weight; a weight for all or for none");
        await RefusedAsync($$"""[{"name":"{{one}}"}]""", "members: must be 2 to 16 presets, but are 1");

        async Task RefusedAsync(string members, params string[] texts)
        {
            ApiServer.Answer answer = await api.SendAsync("POST", "/api/presets/ensemble", Cancel, $$"""{"members":{{members}},"weighting":"metric","description":"x"}""");
            Assert.Equal(400, answer.Status);
            foreach (string text in texts) Assert.Contains(text, answer.Detail, StringComparison.Ordinal);
        }
    }

    private async Task<(string One, string Two)> MembersAsync(string symbol)
    {
        (string one, string two) = ($"{symbol}_1h_v2_LightGBM_multi_h1-3", $"{symbol}_1h_v1_Ridge_single_h3");
        await SaveAsync(one, PresetSamples.Content(PresetName.Parse(one), rocAuc: 0.56), "first", "one");
        await SaveAsync(two, PresetSamples.Content(PresetName.Parse(two), rocAuc: 0.54), "first", "two");
        return (one, two);
    }

    private Task<ApiServer.Answer> SaveAsync(string name, PresetContent content, string description, string? saveId = null)
    {
        JsonObject body = new() { ["name"] = name, ["content"] = JsonNode.Parse(PresetContentText.Write(content)), ["description"] = description };
        if (saveId is not null) body["save_id"] = saveId;
        return api.SendAsync("POST", "/api/presets", Cancel, body.ToJsonString());
    }

    private Task<JsonElement> GetAsync(string path) => SendAsync("GET", path, 200);

    private async Task<JsonElement> SendAsync(string verb, string path, int status, string? body = null)
    {
        ApiServer.Answer answer = await api.SendAsync(verb, path, Cancel, body);
        Assert.Equal((status, answer.Body), (answer.Status, answer.Body));
        return answer.Json;
    }
}
