using System.Text.Json;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Market.Synthetic;
using ServerlessTraining.Domain.Regimes;
using ServerlessTraining.Storage.Bars;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Regimes;

[Collection(ApiTests.Name)]
public sealed class RegimeClassificationTests(ApiServer api)
{
    private const int Bars = 3000;
    private const int WarmUp = 1099;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("crypto")]
    [InlineData("equities")]
    public async Task Classify_AnyStretch_GivesTheRegimesOfTheWholeSeries(string calendar)
    {
        BarSeries series = await StoreAsync($"ANY{calendar}", calendar);
        RegimeLabels expected = RegimeClassifier.Classify(series, RegimeRuleSet.Default, RegimeOptions.Default);

        JsonElement answer = await GetAsync(series, $"from={TimeInterval.Text(series.OpenTime(2500))}&limit=50");

        Assert.Equal(Enumerable.Range(2500, 50).Select(expected.NameOf), Regimes(answer));
        // As it stands in the answer, zone and all, it is a `from`.
        Assert.Equal(series.OpenTime(2550), answer.GetProperty("next").GetDateTimeOffset());
        Assert.Equal((500, 0), (answer.GetProperty("count").GetInt32(), answer.GetProperty("warm_up").GetInt32()));
        RegimeShares shares = RegimeShares.Of(expected, 2500..);
        Assert.Equal(
            shares.Shares.Select(share => (share.Name, share.Count)),
            answer.GetProperty("shares").EnumerateArray().Select(share => (share.GetProperty("name").GetString()!, share.GetProperty("count").GetInt32())));
    }

    [Fact]
    public async Task Classify_PagesByNext_GiveEachBarOnce()
    {
        BarSeries series = await StoreAsync("PAGES", "crypto");
        List<string?> found = [];
        string from = TimeInterval.Text(series.OpenTime(2900));
        for (string? next = from; next is not null;)
        {
            JsonElement answer = await GetAsync(series, $"from={next}&to={TimeInterval.Text(series.OpenTime(2990))}&limit=40");
            found.AddRange(Regimes(answer));
            next = answer.GetProperty("next").GetString();
        }

        RegimeLabels expected = RegimeClassifier.Classify(series, RegimeRuleSet.Default, RegimeOptions.Default);
        Assert.Equal(Enumerable.Range(2900, 90).Select(expected.NameOf), found);
    }

    [Fact]
    public async Task Classify_WarmUp_IsNullWithTheReasonAndInNoShare()
    {
        BarSeries series = await StoreAsync("WARM", "crypto");

        JsonElement answer = await GetAsync(series, $"to={TimeInterval.Text(series.OpenTime(1101))}&limit=3");

        JsonElement[] rows = [.. answer.GetProperty("bars").EnumerateArray()];
        Assert.Equal(JsonValueKind.Null, rows[0].GetProperty("regime").ValueKind);
        Assert.Equal("the first 1099 bars are warm-up", rows[0].GetProperty("reason").GetString());
        Assert.False(rows[1].TryGetProperty("reason", out _));
        Assert.Equal(WarmUp, answer.GetProperty("warm_up").GetInt32());
        Assert.Equal(2, answer.GetProperty("shares").EnumerateArray().Sum(share => share.GetProperty("count").GetInt32()));
    }

    [Fact]
    public async Task Classify_Csv_HasALineABar()
    {
        BarSeries series = await StoreAsync("CSV", "crypto");

        ApiServer.Answer answer = await api.GetAsync($"/api/regimes/classify?symbol=CSV&timeframe=1h&format=csv&to={TimeInterval.Text(series.OpenTime(1100))}&limit=2", Cancel);

        string[] lines = answer.Body.Split("\r\n");
        Assert.Equal("text/csv; charset=utf-8", answer.ContentType);
        Assert.Equal(["open_time,regime,reason", $"{TimeInterval.Text(series.OpenTime(1098))},,the first 1099 bars are warm-up"], lines[..2]);
        Assert.StartsWith($"{TimeInterval.Text(series.OpenTime(1099))},", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_WithAMarket_HasItsShares()
    {
        BarSeries series = await StoreAsync("SHARES", "crypto");

        JsonElement shares = (await api.GetAsync("/api/regimes?symbol=SHARES&timeframe=1h", Cancel)).Json.GetProperty("shares");

        Assert.Equal(series.Count - WarmUp, shares.EnumerateArray().Sum(share => share.GetProperty("count").GetInt32()));
    }

    [Fact]
    public async Task Classify_NoBars_SaysHowToGetSome()
    {
        ApiServer.Answer answer = await api.GetAsync("/api/regimes/classify?symbol=nobars&timeframe=H1", Cancel);

        Assert.Equal((404, "There are no bars of NOBARS 1h. Import some: st data import NOBARS 1h FILE."), (answer.Status, answer.Detail));
    }

    [Theory]
    [InlineData("from=2100-01-01")]
    [InlineData("to=1990-01-01")]
    [InlineData("from=1990-01-01&to=1990-01-02")]
    public async Task Classify_OutsideTheBars_IsEmpty(string range)
    {
        BarSeries series = await StoreAsync("OUTSIDE", "crypto");

        JsonElement answer = await GetAsync(series, range);

        Assert.Equal((0, 0), (answer.GetProperty("count").GetInt32(), answer.GetProperty("bars").GetArrayLength()));
    }

    private static IEnumerable<string?> Regimes(JsonElement answer) => answer.GetProperty("bars").EnumerateArray().Select(bar => bar.GetProperty("regime").GetString());

    private async Task<JsonElement> GetAsync(BarSeries series, string query)
    {
        ApiServer.Answer answer = await api.GetAsync($"/api/regimes/classify?symbol={series.Symbol}&timeframe={series.Timeframe}&{query}", Cancel);
        Assert.True(answer.Status == 200, answer.Body);
        return answer.Json;
    }

    private async Task<BarSeries> StoreAsync(string symbol, string calendar)
    {
        SyntheticMarketOptions options = new() { Symbol = Symbol.Parse(symbol), Calendar = MarketCalendar.Parse(calendar), Bars = Bars, Seed = 5 };
        BarSeries series = SyntheticMarket.Generate(options).Bars;
        await api.Get<BarStore>().WriteAsync(series, 0, Cancel);
        return series;
    }
}
