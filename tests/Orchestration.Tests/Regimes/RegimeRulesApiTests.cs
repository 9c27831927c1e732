using System.Text.Json;
using ServerlessTraining.Storage.Auditing;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Regimes;

[Collection(ApiTests.Name)]
public sealed class RegimeRulesApiTests(ApiServer api)
{
    private const string Panic = """ "name":"panic","priority":5,"description":"Wild.","conditions":{"volatility":"> 90th percentile","drawdown":">20%"} """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task List_NothingSaved_GivesTheDefaultsAsVersion0()
    {
        ApiServer.Answer answer = await api.GetAsync("/api/regimes?set=fresh", Cancel);

        Assert.Equal((200, "\"0\""), (answer.Status, answer.ETag));
        Assert.Equal(0, answer.Json.GetProperty("version").GetInt32());
        Assert.Equal(JsonValueKind.Null, answer.Json.GetProperty("saved").ValueKind);
        Assert.Equal("bull_trending: trend_strength > 0.7, returns > 0", answer.Json.GetProperty("regimes")[0].GetProperty("text").GetString());
        Assert.Equal("> 0.7", answer.Json.GetProperty("regimes")[0].GetProperty("conditions").GetProperty("trend_strength").GetString());
    }

    [Fact]
    public async Task Add_Rule_IsAVersionWithItsDescriptionAndAnAuditEntry()
    {
        ApiServer.Answer answer = await PostAsync("adds", $$"""{ {{Panic}}, "version":0, "change":"for March" }""");

        Assert.Equal((201, "\"1\""), (answer.Status, answer.ETag));
        JsonElement first = answer.Json.GetProperty("regimes")[0];
        Assert.Equal(("panic", "> 0.2"), (first.GetProperty("name").GetString(), first.GetProperty("conditions").GetProperty("drawdown").GetString()));
        Assert.Equal("for March", answer.Json.GetProperty("change").GetString());
        AuditEntry entry = Assert.Single((await api.Get<AuditStore>().PageAsync("regimes", "adds", null, null, 10, null, Cancel)).Items);
        Assert.Equal("Version 1: added panic.", entry.Text);
    }

    [Fact]
    public async Task Edits_OneAfterTheOther_AreVersionsInTheHistory()
    {
        await PostAsync("edits", $$"""{ {{Panic}}, "version":0 }""");
        ApiServer.Answer changed = await api.SendAsync("PUT", "/api/regimes/panic?set=edits", Cancel, """{"priority":7,"version":1}""");
        ApiServer.Answer off = await api.SendAsync("PUT", "/api/regimes/panic?set=edits", Cancel, """{"enabled":false}""", ifMatch: "\"2\"");
        ApiServer.Answer gone = await api.SendAsync("DELETE", "/api/regimes/calm_ranging?set=edits&version=3", Cancel);

        Assert.Equal([200, 200, 200], [changed.Status, off.Status, gone.Status]);
        JsonElement panic = gone.Json.GetProperty("regimes")[0];
        Assert.Equal(("panic", "Wild."), (panic.GetProperty("name").GetString(), panic.GetProperty("description").GetString()));
        Assert.Equal((7, false), (panic.GetProperty("priority").GetInt32(), panic.GetProperty("enabled").GetBoolean()));
        ApiServer.Answer first = await api.GetAsync("/api/regimes/history?set=edits&limit=3", Cancel);
        ApiServer.Answer rest = await api.GetAsync($"/api/regimes/history?set=edits&limit=3&continuation={first.Json.GetProperty("continuation").GetString()}", Cancel);
        Assert.Equal(
            ["deleted calm_ranging", "disabled panic", "changed panic", "added panic"],
            [.. first.Json.GetProperty("items").EnumerateArray().Concat(rest.Json.GetProperty("items").EnumerateArray()).Select(v => v.GetProperty("change").GetString()!)]);
        ApiServer.Answer old = await api.GetAsync("/api/regimes?set=edits&version=1", Cancel);
        Assert.Equal(5, old.Json.GetProperty("regimes")[0].GetProperty("priority").GetInt32());
    }

    [Fact]
    public async Task Edits_OfOneVersionAtOnce_OneWinsAndTheOthersAreToldTheVersionThatStands()
    {
        ApiServer.Answer[] answers = await Task.WhenAll(Enumerable.Range(1, 6).Select(i =>
            PostAsync("race", $$"""{"name":"r{{i}}","priority":{{i}},"conditions":{"returns":"> 0.{{i}}"},"version":0}""")));

        Assert.Single(answers, answer => answer.Status == 201);
        Assert.All(answers.Where(answer => answer.Status != 201), answer =>
        {
            Assert.Equal(409, answer.Status);
            Assert.StartsWith("Set race of the regime rules is at version 1, but version 0 was edited. Read it again", answer.Detail, StringComparison.Ordinal);
            Assert.Equal("1", answer.Json.GetProperty("errors")[0].GetProperty("allowed").GetString());
        });
        Assert.Equal(5, (await api.GetAsync("/api/regimes?set=race", Cancel)).Json.GetProperty("regimes").GetArrayLength());
    }

    [Fact]
    public async Task Edit_IfMatchOfAnOldVersion_Is412()
    {
        await PostAsync("match", $$"""{ {{Panic}}, "version":0 }""");

        ApiServer.Answer answer = await api.SendAsync("PUT", "/api/regimes/panic?set=match", Cancel, """{"priority":7}""", ifMatch: "\"0\"");

        Assert.Equal(412, answer.Status);
        Assert.Equal("If-Match", answer.Json.GetProperty("errors")[0].GetProperty("field").GetString());
    }

    [Fact]
    public async Task Change_ToWhatItIs_MakesNoVersion()
    {
        ApiServer.Answer answer = await api.SendAsync("PUT", "/api/regimes/bull_trending?set=same", Cancel, """{"enabled":true,"version":0}""");

        Assert.Equal((200, 0), (answer.Status, answer.Json.GetProperty("version").GetInt32()));
    }

    [Fact]
    public async Task Change_NoSuchRule_NamesThoseThereAre()
    {
        ApiServer.Answer answer = await api.SendAsync("PUT", "/api/regimes/bull_trend?set=none", Cancel, """{"enabled":true,"version":0}""");

        Assert.Equal(404, answer.Status);
        Assert.Equal(
            "There is no regime 'bull_trend'. Did you mean 'bull_trending'? Regimes are bull_trending, bear_trending, volatile_ranging, calm_ranging.", answer.Detail);
    }

    [Theory]
    [InlineData("""{"version":0}""", "3 errors in the JSON of the regime rule:\n- the document lacks the field 'name'.")]
    [InlineData(
        """{"name":"x","priority":1,"conditions":{"volatility":"> 90th percentil"},"version":0}""",
        "conditions: volatility: \"> 90th percentil\" column 8: expected 'percentile' after '90th', found 'percentil'.")]
    [InlineData("""{"name":"x","priority":10,"conditions":{"returns":"> 1"},"version":0}""", "bull_trending and x have the same priority 10; give each its own")]
    [InlineData("""{"name":"bull_trending","priority":1,"conditions":{"returns":"> 1"},"version":0}""", "name is bull_trending; a name that no regime has yet")]
    [InlineData("""{"name":"x"}""", "version is missing; the version that was edited, as GET /api/regimes gives it, is needed.")]
    [InlineData(
        """{"name":"x","version":"new","change":""}""",
        "version is \"new\"; the version that was edited, as GET /api/regimes gives it, is needed. change is \"\"; a text of 1 to 500 characters")]
    [InlineData("[]", "The body is array; an object with the fields of a regime and its version is needed.")]
    public async Task Add_WrongBody_SaysWhatIsWrong(string body, string part)
    {
        ApiServer.Answer answer = await PostAsync("wrong", body);

        Assert.Equal(400, answer.Status);
        Assert.Contains(part, answer.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Edit_HeaderAndBodyDisagree_IsRefused()
    {
        ApiServer.Answer answer = await api.SendAsync("PUT", "/api/regimes/bull_trending?set=both", Cancel, """{"version":1}""", ifMatch: "\"0\"");

        Assert.Equal((400, "version is 1; the same as If-Match, which is 0, is needed."), (answer.Status, answer.Detail));
    }

    [Theory]
    [InlineData("/api/regimes?set=a/b", "set is a/b; the name of a set of regime rules: 1 to 40 letters, digits, '-' or '_' is needed.")]
    [InlineData("/api/regimes?version=-1", "version is -1; a whole number from 0 to 2147483646 is needed.")]
    [InlineData("/api/regimes?symbol=BTCUSDT", "timeframe is missing; a timeframe such as 15m, 1h or 1d is needed.")]
    [InlineData("/api/regimes?vers=1", "query is vers; one of set, version, symbol, timeframe is needed.")]
    [InlineData("/api/regimes/history?limit=0&continuation=x", "limit is 0; a whole number from 1 to 1000 is needed.")]
    [InlineData("/api/regimes/history?continuation=x", "continuation is x; the continuation of the page before, with the same filters, or none for the first page, is needed.")]
    [InlineData("/api/regimes/best?symbol=&timeframe=3h30", "symbol is empty; a symbol such as BTCUSDT is needed. timeframe is 3h30; a timeframe such as 15m, 1h or 1d is needed.")]
    [InlineData("/api/regimes/classify", "symbol is missing; a symbol such as BTCUSDT is needed. timeframe is missing; a timeframe such as 15m, 1h or 1d is needed.")]
    [InlineData(
        "/api/regimes/classify?symbol=a&symbol=b&timeframe=1h&format=xml",
        "symbol is given 2 times; a symbol such as BTCUSDT is needed. format is xml; one of json, csv, columns is needed.")]
    [InlineData("/api/regimes/classify?symbol=a&timeframe=1h&from=1/2/2026", "from is 1/2/2026; a time in UTC such as 2026-01-31 or 2026-01-31T12:00:00Z is needed.")]
    [InlineData(
        "/api/regimes/classify?symbol=a&timeframe=1h&from=2026-02-01&to=2026-01-01",
        "to is 2026-01-01T00:00:00Z; a time after from, which is 2026-02-01T00:00:00Z, is needed.")]
    [InlineData(
        "/api/regimes/explain?timeframe=1h&at=noon",
        "symbol is missing; a symbol such as BTCUSDT is needed. at is noon; a time in UTC such as 2026-01-31 or 2026-01-31T12:00:00Z is needed.")]
    [InlineData("/api/regimes/explain?symbol=a&timeframe=1h&from=2026-01-01", "query is from; one of symbol, timeframe, set, at is needed.")]
    public async Task Get_BadParameter_NamesFieldValueAndWhatIsAllowed(string path, string detail)
    {
        ApiServer.Answer answer = await api.GetAsync(path, Cancel);

        Assert.Equal((400, detail), (answer.Status, answer.Detail));
    }

    private Task<ApiServer.Answer> PostAsync(string set, string body) => api.SendAsync("POST", $"/api/regimes?set={set}", Cancel, body);
}
