using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Market.Synthetic;
using ServerlessTraining.Domain.Regimes;
using ServerlessTraining.Orchestration.Bars;
using ServerlessTraining.Orchestration.Regimes;
using ServerlessTraining.Storage.Bars;
using ServerlessTraining.Storage.RegimeRules;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Regimes;

[Collection(ApiTests.Name)]
public sealed class RegimePreviewTests(ApiServer api)
{
    private const int Bars = 3000;
    private const string Market = """ "symbol":"PREVIEW","timeframe":"1h" """;
    private const string Falling = """ "name":"falling","priority":15,"conditions":{"returns":"< 0","trend_strength":"> 0.4"} """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Preview_NewRule_GivesWhatSavingAndClassifyingGives()
    {
        await StoreAsync();

        JsonElement preview = await PreviewAsync("news", $$"""{ {{Falling}}, {{Market}} }""");

        Assert.Equal((true, 0), (preview.GetProperty("valid").GetBoolean(), preview.GetProperty("errors").GetArrayLength()));
        Assert.Equal("trend_strength > 0.4 and returns < 0", preview.GetProperty("rule_text").GetString());
        await SendAsync("POST", "/api/regimes?set=news", $$"""{ {{Falling}}, "version":0 }""", 201);
        JsonElement saved = await ClassifiedAsync("news");
        Assert.Equal(Shares(saved, "name", "count"), Shares(preview, "regime", "bars"));
        Assert.Equal(saved.GetProperty("count").GetInt32() - saved.GetProperty("warm_up").GetInt32(), Whole(preview, "bars"));
        Assert.Equal(Shares(saved, "name", "count")["falling"], Whole(preview, "wins"));
    }

    [Fact]
    public async Task Preview_RuleBehindOthers_CoversTheBarsThatItWouldHaveAloneAndWinsFewer()
    {
        const string Behind = """ "name":"falling","priority":25,"conditions":{"returns":"< 0","trend_strength":"> 0.4"} """;
        BarSeries bars = await StoreAsync();
        RegimeRuleSet alone = new([RegimeRule.FromJson($$"""{ {{Behind}} }""")]);
        RegimeLabels labels = RegimeClassifier.Classify(bars, alone, RegimeOptions.Default);
        int warmUp = RegimeClassifier.WarmUp(RegimeRuleSet.Default, RegimeOptions.Default);

        JsonElement preview = await PreviewAsync("alone", $$"""{ {{Behind}}, {{Market}} }""");

        int covers = Enumerable.Range(warmUp, Bars - warmUp).Count(bar => labels.NameOf(bar) == "falling");
        Assert.Equal(covers, Whole(preview, "covers"));
        Assert.InRange(Whole(preview, "wins"), 1, covers - 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(999)]
    public async Task Preview_AnyPriority_WinsAtMostWhatItCovers(int priority)
    {
        await StoreAsync();

        JsonElement preview = await PreviewAsync("ranks", $$"""{"name":"up","priority":{{priority}},"conditions":{"returns":"> 0"}, {{Market}} }""");

        (int covers, int wins) = (Whole(preview, "covers"), Whole(preview, "wins"));
        Assert.True(covers > 0 && wins <= covers, $"covers {covers}, wins {wins}");
        if (priority == 1) Assert.Equal(covers, wins);
    }

    [Fact]
    public async Task Preview_EditOfARule_KeepsWhatIsNotSentAndCountsAStretch()
    {
        BarSeries bars = await StoreAsync();
        string stretch = $"\"from\":\"{TimeInterval.Text(bars.OpenTime(2000))}\",\"to\":\"{TimeInterval.Text(bars.OpenTime(2600))}\"";

        JsonElement preview = await PreviewAsync("edits-p", $$"""{ "replaces":"bull_trending","conditions":{"trend_strength":"> 0.5"}, {{stretch}}, {{Market}} }""");

        RegimeRuleSet edited = RegimeRuleSet.Default.Replace(
            "bull_trending", RegimeRule.FromJson("""{"name":"bull_trending","priority":10,"conditions":{"trend_strength":"> 0.5"}}"""));
        RegimeShares expected = RegimeShares.Of(RegimeClassifier.Classify(bars, edited, RegimeOptions.Default), 2000..2600);
        Assert.Equal(600, Whole(preview, "bars"));
        Assert.Equal(expected.Shares.ToDictionary(share => share.Name, share => share.Count), Shares(preview, "regime", "bars"));
    }

    [Fact]
    public async Task Preview_DisabledRule_CoversAndWinsNothing()
    {
        await StoreAsync();

        JsonElement preview = await PreviewAsync("off", $$"""{ {{Falling}}, "enabled":false, {{Market}} }""");

        Assert.True(Whole(preview, "covers") > 0);
        Assert.Equal(0, Whole(preview, "wins"));
        Assert.DoesNotContain("falling", Shares(preview, "regime", "bars").Keys);
    }

    [Theory]
    [InlineData("", "name,priority,conditions")]
    [InlineData(""" "name":"Bull","priority":0,"conditions":{} """, "name,priority,conditions")]
    [InlineData(""" "name":"x","priority":"high","enabled":"yes","conditions":{"volatilty":"> 1","volume":2},"colour":"red" """,
        "colour,priority,enabled,conditions.volatilty,conditions.volume")]
    [InlineData(""" "name":"x","priority":1,"conditions":{"volatility":"> 90th percentil"} """, "conditions.volatility")]
    [InlineData(""" "name":"x","priority":10,"conditions":{"returns":"> 1"} """, "priority")]
    [InlineData(""" "name":"bull_trending","priority":1,"conditions":{"returns":"> 1"} """, "name")]
    public async Task Preview_WrongRule_NamesTheFieldsInTheWordsOfSaving(string rule, string fields)
    {
        string comma = rule.Length > 0 ? "," : "";

        JsonElement preview = await PreviewAsync("wrong-p", $$"""{ {{rule}}{{comma}} {{Market}} }""");

        Assert.False(preview.GetProperty("valid").GetBoolean());
        Assert.Equal(JsonValueKind.Null, preview.GetProperty("covers").ValueKind);
        JsonElement[] errors = [.. preview.GetProperty("errors").EnumerateArray()];
        Assert.Equal(fields.Split(','), errors.Select(error => error.GetProperty("field").GetString()));
        string saving = (await SendAsync("POST", "/api/regimes?set=wrong-p", $$"""{ {{rule}}{{comma}} "version":0 }""", 400)).Detail;
        Assert.All(errors, error => Assert.Contains(error.GetProperty("detail").GetString()!.Replace("\n", "\n  ", StringComparison.Ordinal), saving, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Preview_WrongValue_SaysWhatCameAndWhatIsAllowed()
    {
        JsonElement error = (await PreviewAsync("said", """{"name":"x","priority":1001,"conditions":{"returns":"> 1"}}""")).GetProperty("errors")[0];

        Assert.Equal(
            ("priority", "1001", "a whole number from 1 to 1000 that no other regime has", "the document: priority must be from 1 to 1000, but is 1001."),
            (error.GetProperty("field").GetString(), error.GetProperty("value").GetString(), error.GetProperty("allowed").GetString(), error.GetProperty("detail").GetString()));
    }

    [Fact]
    public async Task Preview_ReplacesNobody_NamesThoseThereAre()
    {
        JsonElement error = (await PreviewAsync("nobody", """{"replaces":"bull_trend","priority":1}""")).GetProperty("errors")[0];

        Assert.Equal(("replaces", "bull_trend"), (error.GetProperty("field").GetString(), error.GetProperty("value").GetString()));
        string saving = (await SendAsync("PUT", "/api/regimes/bull_trend?set=nobody", """{"priority":1,"version":0}""", 404)).Detail;
        Assert.Equal(saving, error.GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData(""", "symbol":"NOSUCH","timeframe":"1h" """, "there are no bars of NOSUCH 1h; import some: st data import NOSUCH 1h FILE")]
    [InlineData("", "no market was named; with symbol and timeframe its bars are counted")]
    public async Task Preview_NoBars_IsJudgedAndSaysWhyNothingIsCounted(string market, string reason)
    {
        JsonElement preview = await PreviewAsync("nobars-p", $$"""{ {{Falling}}{{market}} }""");

        Assert.True(preview.GetProperty("valid").GetBoolean());
        Assert.Equal((JsonValueKind.Null, reason), (preview.GetProperty("bars").ValueKind, preview.GetProperty("reason").GetString()));
    }

    [Theory]
    [InlineData("[]", "The body is array; an object with the fields of a regime and its version is needed.")]
    [InlineData("""{"symbol":"a b","timeframe":7}""", "symbol is a b; a symbol such as BTCUSDT is needed. timeframe is 7; a timeframe such as 15m, 1h or 1d is needed.")]
    [InlineData("""{"timeframe":"1h"}""", "symbol is missing; a symbol such as BTCUSDT is needed.")]
    public async Task Preview_BodyOfAnotherShape_IsRefused(string body, string detail) =>
        Assert.Equal(detail, (await SendAsync("POST", "/api/regimes/preview", body, 400)).Detail);

    [Fact]
    public async Task Preview_LongStretch_CountsItsLastBars()
    {
        BarSeries bars = await StoreAsync();
        HttpRequest request = new DefaultHttpContext().Request;
        request.ContentType = "application/json";
        request.Body = new MemoryStream(Encoding.UTF8.GetBytes($$"""{ {{Falling}}, {{Market}} }"""));
        RegimePreviews previews = new(api.Get<RegimeStore>(), api.Get<MarketData>()) { MostBars = 700 };

        RegimePreview preview = await previews.PreviewAsync(await RegimePreviewRequest.ReadAsync(request, Cancel), Cancel);

        RegimeRuleSet edited = RegimeRuleSet.Default.Add(RegimeRule.FromJson($$"""{ {{Falling}} }"""));
        RegimeShares expected = RegimeShares.Of(RegimeClassifier.Classify(bars, edited, RegimeOptions.Default), 2300..);
        Assert.Equal(700, preview.Bars);
        Assert.Equal(expected.Shares.Select(share => (share.Name, share.Count)), preview.Shares.Select(share => (share.Regime, share.Bars)));
    }

    [Fact]
    public async Task Preview_Rule_SavesNothing()
    {
        await PreviewAsync("looks", $$"""{ {{Falling}}, "version":7, "change":"" }""");

        Assert.Equal(0, (await api.GetAsync("/api/regimes?set=looks", Cancel)).Json.GetProperty("version").GetInt32());
    }

    private static int Whole(JsonElement answer, string name) => answer.GetProperty(name).GetInt32();

    private static Dictionary<string, int> Shares(JsonElement answer, string name, string count) =>
        answer.GetProperty("shares").EnumerateArray().ToDictionary(share => share.GetProperty(name).GetString()!, share => share.GetProperty(count).GetInt32());

    private async Task<JsonElement> PreviewAsync(string set, string body) => (await SendAsync("POST", $"/api/regimes/preview?set={set}", body, 200)).Json;

    private async Task<JsonElement> ClassifiedAsync(string set) => (await SendAsync("GET", $"/api/regimes/classify?set={set}&symbol=PREVIEW&timeframe=1h&limit=1", null, 200)).Json;

    private async Task<ApiServer.Answer> SendAsync(string verb, string path, string? body, int status)
    {
        ApiServer.Answer answer = await api.SendAsync(verb, path, Cancel, body);
        Assert.True(answer.Status == status, $"{answer.Status}: {answer.Body}");
        return answer;
    }

    private async Task<BarSeries> StoreAsync()
    {
        BarSeries series = SyntheticMarket.Generate(new SyntheticMarketOptions { Symbol = Symbol.Parse("PREVIEW"), Bars = Bars, Seed = 5 }).Bars;

        // The first test writes them; of the others the write is refused.
        await api.Get<BarStore>().WriteAsync(series, 0, Cancel);
        return series;
    }
}
