using System.Text.Json;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Market.Synthetic;
using ServerlessTraining.Storage.Bars;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Regimes;

[Collection(ApiTests.Name)]
public sealed class RegimeColumnsTests(ApiServer api)
{
    private const int Bars = 1500;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, 1500, "limit=2000")]
    [InlineData(1050, 1200, "limit=100")]
    [InlineData(1050, 1200, "limit=100&side=last")]
    public async Task Classify_AsColumns_EqualsTheRows(int from, int to, string query)
    {
        BarSeries series = await StoreAsync();
        string stretch = $"from={TimeInterval.Text(series.OpenTime(from))}{(to < Bars ? $"&to={TimeInterval.Text(series.OpenTime(to))}" : "")}&{query}";

        JsonElement rows = await GetAsync(stretch);
        JsonElement columns = await GetAsync($"{stretch}&format=columns");

        string[] names = [.. columns.GetProperty("regimes").EnumerateArray().Select(name => name.GetString()!)];
        Assert.Equal("unclassified", names[^1]);
        IEnumerable<long> times = columns.GetProperty("time").EnumerateArray().Select(time => time.GetInt64());
        IEnumerable<string?> regimes = columns.GetProperty("regime").EnumerateArray().Select(regime => NameOf(names, regime.GetInt32()));
        Assert.Equal(
            rows.GetProperty("bars").EnumerateArray().Select(bar => (bar.GetProperty("open_time").GetDateTimeOffset().ToUnixTimeSeconds(), bar.GetProperty("regime").GetString())),
            times.Zip(regimes));
        foreach (string same in new[] { "symbol", "timeframe", "set", "version", "count", "shares", "next" })
        {
            Assert.Equal(rows.GetProperty(same).GetRawText(), columns.GetProperty(same).GetRawText());
        }
    }

    [Fact]
    public async Task Classify_LastSidePagesBackwards_GivesEachBarOnce()
    {
        BarSeries series = await StoreAsync();
        List<long> times = [];
        string from = TimeInterval.Text(series.OpenTime(1200));
        for (string? to = TimeInterval.Text(series.OpenTime(1450)); to is not null;)
        {
            JsonElement page = await GetAsync($"from={from}&to={to}&limit=100&side=last&format=columns");
            times.InsertRange(0, page.GetProperty("time").EnumerateArray().Select(time => time.GetInt64()));
            to = page.GetProperty("next").GetString();
        }

        Assert.Equal(Enumerable.Range(1200, 250).Select(bar => series.OpenTime(bar).ToUnixTimeSeconds()), times);
    }

    [Theory]
    [InlineData("limit=200001&format=columns", "limit is 200001; a whole number from 1 to 200000 is needed.")]
    [InlineData("limit=100001", "limit is 100001; a whole number from 1 to 100000 is needed.")]
    [InlineData("side=left", "side is left; one of first, last is needed.")]
    public async Task Classify_OutOfRange_IsRefused(string query, string detail) =>
        Assert.Equal(detail, (await api.GetAsync($"/api/regimes/classify?symbol=COLUMNS&timeframe=1h&{query}", Cancel)).Detail);

    private static string? NameOf(string[] names, int regime) => regime < 0 ? null : names[regime];

    private async Task<JsonElement> GetAsync(string query)
    {
        ApiServer.Answer answer = await api.GetAsync($"/api/regimes/classify?symbol=COLUMNS&timeframe=1h&{query}", Cancel);
        Assert.True(answer.Status == 200, answer.Body);
        return answer.Json;
    }

    private async Task<BarSeries> StoreAsync()
    {
        BarSeries series = SyntheticMarket.Generate(new SyntheticMarketOptions { Symbol = Symbol.Parse("COLUMNS"), Bars = Bars, Seed = 6 }).Bars;
        await api.Get<BarStore>().WriteAsync(series, 0, Cancel);
        return series;
    }
}
