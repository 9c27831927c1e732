using System.Text.Json;
using ServerlessTraining.Domain.Selection;
using ServerlessTraining.Storage.RegimeBests;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Regimes;

[Collection(ApiTests.Name)]
public sealed class RegimeChampionsTests(ApiServer api)
{
    private static readonly SelectionOptions Options = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Best_DecidedBoard_SaysWhoHoldsWhatWithWhatSinceWhen()
    {
        DateTimeOffset since = api.Clock.GetUtcNow();
        await DecideAsync("CHAMPUSDT_1h", RunBuilder.Candidates(RunBuilder.Model("run-a", "model-a", "CHAMPUSDT"), ("bull", 1.0), ("calm", 2.0)));
        api.Clock.Advance(TimeSpan.FromMinutes(1));
        await DecideAsync("CHAMPUSDT_1h", RunBuilder.Candidates(RunBuilder.Model("run-b", "model-b", "CHAMPUSDT"), ("bull", 3.0), ("calm", 1.0)));

        JsonElement board = Assert.Single((await api.GetAsync("/api/regimes/best?symbol=champ/usdt&timeframe=H1", Cancel)).Json.GetProperty("boards").EnumerateArray());

        Assert.Equal("CHAMPUSDT_1h", board.GetProperty("board").GetString());
        JsonElement[] regimes = [.. board.GetProperty("regimes").EnumerateArray()];
        Assert.Equal(["bull", "calm", "empty"], regimes.Select(regime => regime.GetProperty("regime").GetString()));
        Assert.Equal(0, regimes[2].GetProperty("holders").GetArrayLength());
        JsonElement bull = regimes[0].GetProperty("holders")[0];
        Assert.Equal(("run-b", 44), (bull.GetProperty("run_id").GetString(), bull.GetProperty("trades").GetInt32()));
        Assert.Equal((3.0, 0.71), (bull.GetProperty("sharpe").GetDouble(), bull.GetProperty("deflated_probability").GetDouble()));
        Assert.Equal("lightgbm", bull.GetProperty("model_type").GetString());
        Assert.Equal("lightgbm on v2 with 4h, normalized, 90 days, 3 bars ahead, n_estimators 40", bull.GetProperty("configuration").GetString());
        Assert.Equal(since.AddMinutes(1), bull.GetProperty("since").GetDateTimeOffset());
        JsonElement calm = regimes[1].GetProperty("holders")[0];
        Assert.Equal(since, calm.GetProperty("since").GetDateTimeOffset());
        JsonElement defeat = Assert.Single(calm.GetProperty("defeats").EnumerateArray());
        Assert.Equal(("bull", "run-b", 2.0), (defeat.GetProperty("regime").GetString(), defeat.GetProperty("by_run").GetString(), defeat.GetProperty("margin").GetDouble()));
    }

    [Fact]
    public async Task Best_OfAMarket_HasItsPlacesOnTheGlobalBoardAndNoOther()
    {
        RunCandidates global = RunBuilder.Candidates(RunBuilder.Model("run-g", "model-g", "GLOBEUSDT"), ("bull", 1.0));
        await DecideAsync(SelectionOptions.GlobalBoard, global, Options with { Scope = SelectionScope.Global });
        await DecideAsync("OTHERUSDT_1h", RunBuilder.Candidates(RunBuilder.Model("run-o", "model-o", "OTHERUSDT"), ("bull", 1.0)));

        JsonElement ours = (await api.GetAsync("/api/regimes/best?symbol=GLOBEUSDT", Cancel)).Json.GetProperty("boards");
        JsonElement others = (await api.GetAsync("/api/regimes/best?symbol=OTHERUSDT", Cancel)).Json.GetProperty("boards");

        Assert.Equal(["global"], ours.EnumerateArray().Select(board => board.GetProperty("board").GetString()));
        Assert.Equal(1, ours[0].GetProperty("regimes")[0].GetProperty("holders").GetArrayLength());
        Assert.Equal(["OTHERUSDT_1h"], others.EnumerateArray().Select(board => board.GetProperty("board").GetString()));
    }

    [Fact]
    public async Task Best_Pages_GiveEachBoardOnceByName()
    {
        string[] markets = ["PAGEAUSDT", "PAGEBUSDT", "PAGECUSDT"];
        foreach (string market in markets) await DecideAsync($"{market}_1h", RunBuilder.Candidates(RunBuilder.Model("run-p", "model-p", market), ("bull", 1.0)));
        List<string> seen = [];
        for (string? next = ""; next is not null;)
        {
            string from = next.Length == 0 ? "" : $"&continuation={next}";
            JsonElement page = (await api.GetAsync($"/api/regimes/best?limit=2{from}", Cancel)).Json;
            string[] some = [.. page.GetProperty("boards").EnumerateArray().Select(board => board.GetProperty("board").GetString()!)];
            next = page.GetProperty("continuation").GetString();
            Assert.Equal(2, next is null ? 2 : some.Length);
            seen.AddRange(some);
        }

        Assert.Equal(seen.Distinct().Order(StringComparer.Ordinal), seen);
        Assert.Equal(markets.Select(market => $"{market}_1h"), seen.Where(board => board.StartsWith("PAGE", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Best_OfANamedBoard_HasAllItsHoldersAndNoOtherBoard()
    {
        await DecideAsync(SelectionOptions.GlobalBoard, RunBuilder.Candidates(RunBuilder.Model("run-n", "model-n", "NAMEDUSDT"), ("calm", 9.0)), Options with { Scope = SelectionScope.Global });
        await DecideAsync("NAMEDUSDT_1h", RunBuilder.Candidates(RunBuilder.Model("run-n", "model-n", "NAMEDUSDT"), ("bull", 1.0)));

        JsonElement own = Assert.Single((await api.GetAsync("/api/regimes/best?board=named/usdt_H1", Cancel)).Json.GetProperty("boards").EnumerateArray());
        JsonElement global = Assert.Single((await api.GetAsync("/api/regimes/best?board=global", Cancel)).Json.GetProperty("boards").EnumerateArray());

        Assert.Equal(("NAMEDUSDT_1h", "global"), (own.GetProperty("board").GetString(), global.GetProperty("board").GetString()));
        Assert.Equal("run-n", global.GetProperty("regimes")[1].GetProperty("holders")[0].GetProperty("run_id").GetString());
    }

    [Fact]
    public async Task Best_WrongNames_AreToldTogether()
    {
        ApiServer.Answer answer = await api.GetAsync("/api/regimes/best?board=nothing&continuation=else&limit=0", Cancel);

        Assert.Equal(
            (400, "board is nothing; a market such as BTCUSDT_1h, or global, is needed. "
                + "continuation is else; the continuation of the page before, with the same filters, or none for the first page, is needed. "
                + "limit is 0; a whole number from 1 to 1000 is needed."),
            (answer.Status, answer.Detail));
    }

    private async Task DecideAsync(string key, RunCandidates run, SelectionOptions? options = null)
    {
        RegimeBestStore store = api.Get<RegimeBestStore>();
        RegimeBoard board = await store.FindAsync(key, Cancel) ?? new RegimeBoard(key, 0, ["bull", "calm", "empty"]);
        Assert.NotNull(await store.SaveAsync(board, KeepOrDelete.Decide(board, run, options ?? Options), Cancel));
    }
}
