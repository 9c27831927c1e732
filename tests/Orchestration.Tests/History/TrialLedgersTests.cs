using System.Text.Json;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Market.Synthetic;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Storage.Bars;
using ServerlessTraining.Storage.Ledgers;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.History;

[Collection(ApiTests.Name)]
public sealed class TrialLedgersTests(ApiServer api)
{
    private static readonly MetricValue[] Sharpes = [MetricValue.Of(0.01), MetricValue.Of(0.03), MetricValue.Undefined("no trades")];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ledger_OfAMarket_CountsByKindAndSaysWhatIsNeeded()
    {
        await RecordAsync("LEDGERUSDT 1h", "data-1");

        JsonElement ledger = Assert.Single((await GetAsync("/api/ledger?symbol=LEDGERUSDT&timeframe=1h&observations=5000")).GetProperty("items").EnumerateArray());

        Assert.Equal("""{"configurations":1,"seeds":0,"strategies":3,"thresholds":0}""", ledger.GetProperty("looks").GetRawText());
        Assert.Equal((2, 6), (ledger.GetProperty("final_segment_looks").GetInt32(), ledger.GetProperty("total").GetInt32()));
        Assert.Equal(JsonValueKind.Null, ledger.GetProperty("is_current").ValueKind);
        double year = Math.Sqrt(8760);
        DeflationInput trials = new(6, null, MetricValue.Of(Math.Sqrt(0.0002)));
        Assert.Equal(0.0002, Math.Pow(ledger.GetProperty("sharpe_deviation").GetDouble() / year, 2), 12);
        Assert.Equal(SharpeInference.ExpectedMaximumSharpe(trials).Value!.Value * year, ledger.GetProperty("expected_maximum_sharpe").GetDouble(), 9);
        Assert.Equal(RequiredSharpe.Of(trials, 5000).Value!.Value * year, ledger.GetProperty("required_sharpe").GetDouble(), 9);
    }

    [Fact]
    public async Task Ledger_MarketWrittenEitherWay_IsFound()
    {
        await RecordAsync("EITHERUSDT 4h", "data-1");
        await RecordAsync("EITHERUSDT_4h", "data-2");

        JsonElement ledgers = (await GetAsync("/api/ledger?symbol=EITHERUSDT")).GetProperty("items");

        Assert.Equal(["data-1", "data-2"], ledgers.EnumerateArray().Select(ledger => ledger.GetProperty("data_fingerprint").GetString()!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Ledger_PagesOverOthers_GiveEachOnce()
    {
        for (int i = 0; i < 5; i++) await RecordAsync("PAGEUSDT 1h", $"data-{i}");
        List<string?> found = [];
        string? continuation = null;
        do
        {
            JsonElement page = await GetAsync($"/api/ledger?symbol=PAGEUSDT&limit=2{(continuation is null ? "" : $"&continuation={continuation}")}");
            found.AddRange(page.GetProperty("items").EnumerateArray().Select(ledger => ledger.GetProperty("data_fingerprint").GetString()));
            continuation = page.GetProperty("continuation").GetString();
        }
        while (continuation is not null);

        Assert.Equal(Enumerable.Range(0, 5).Select(i => $"data-{i}"), found);
    }

    [Fact]
    public async Task Ledger_OfTheStoredBars_IsCurrentAndUsesTheirCalendar()
    {
        SyntheticMarketOptions options = new() { Symbol = Symbol.Parse("CURRENT"), Calendar = MarketCalendar.Equities, Bars = 50 };
        StoredSeries series = (await api.Get<BarStore>().WriteAsync(SyntheticMarket.Generate(options).Bars, 0, Cancel))!;
        await RecordAsync("CURRENT 1h", series.Fingerprint);
        await RecordAsync("CURRENT 1h", "an older one");

        JsonElement[] ledgers = [.. (await GetAsync("/api/ledger?symbol=CURRENT")).GetProperty("items").EnumerateArray()];

        Assert.Equal(2, ledgers.Length);
        Assert.All(ledgers, ledger =>
        {
            Assert.Equal(ledger.GetProperty("data_fingerprint").GetString() == series.Fingerprint, ledger.GetProperty("is_current").GetBoolean());
            Assert.Equal(1638, ledger.GetProperty("bars_per_year").GetDouble());
            Assert.Equal(1638, ledger.GetProperty("observations").GetInt32());
        });
    }

    [Fact]
    public async Task Ledger_OneRatio_SaysWhyNothingCanBeSaid()
    {
        TrialLedger ledger = new TrialLedger("FEWUSDT 1h", "data").Record(TrialLook.Of(TrialKind.Configuration, "a"), TrialLook.Of(TrialKind.Seed, "b"));
        await api.Get<LedgerStore>().RecordAsync(ledger, Cancel);

        JsonElement found = (await GetAsync("/api/ledger?symbol=FEWUSDT")).GetProperty("items")[0];

        Assert.Contains("is not known", found.GetProperty("required_sharpe").GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("observations=1", "observations is 1; a whole number from 2 to 100000000 is needed.")]
    [InlineData("continuation=!", "continuation is !; the continuation of the page before, with the same filters, or none for the first page, is needed.")]
    [InlineData("market=BTCUSDT", "query is market; one of symbol, timeframe, observations, limit, continuation is needed.")]
    public async Task Ledger_BadParameter_NamesFieldValueAndWhatIsAllowed(string query, string detail)
    {
        ApiServer.Answer answer = await api.GetAsync($"/api/ledger?{query}", Cancel);

        Assert.Equal((400, detail), (answer.Status, answer.Detail));
    }

    private Task RecordAsync(string market, string data) => api.Get<LedgerStore>().RecordAsync(
        new TrialLedger(market, data).Record(
            TrialLook.Of(TrialKind.Configuration, "c"), TrialLook.Of(TrialKind.Strategy, "s", Sharpes), TrialLook.Of(TrialKind.FinalSegment, "run-1"),
            TrialLook.Of(TrialKind.FinalSegment, "run-2")),
        Cancel);

    private async Task<JsonElement> GetAsync(string path)
    {
        ApiServer.Answer answer = await api.GetAsync(path, Cancel);
        Assert.True(answer.Status == 200, answer.Body);
        return answer.Json;
    }
}
