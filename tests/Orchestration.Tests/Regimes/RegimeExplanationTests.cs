using System.Text.Json;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Market.Synthetic;
using ServerlessTraining.Domain.Regimes;
using ServerlessTraining.Storage.Bars;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Regimes;

[Collection(ApiTests.Name)]
public sealed class RegimeExplanationTests(ApiServer api)
{
    private const int Bars = 3000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("crypto", 2500)]
    [InlineData("crypto", 1099)]
    [InlineData("crypto", 0)]
    [InlineData("equities", 2500)]
    public async Task Explain_WithinABar_IsThatOfTheWholeSeries(string calendar, int bar)
    {
        BarSeries series = await StoreAsync($"WHY{calendar}{bar}", calendar);
        RegimeExplanation expected = Evaluate(series).Explain(bar);

        foreach (DateTimeOffset at in new[] { series.OpenTime(bar), series.CloseTime(bar).AddTicks(-1) })
        {
            JsonElement answer = await GetAsync(series, $"&at={at:yyyy-MM-ddTHH:mm:ss.fffffffZ}");

            Assert.Equal(series.OpenTime(bar), answer.GetProperty("open_time").GetDateTimeOffset());
            Assert.Equal(bar < 1099 ? null : expected.Regime, answer.GetProperty("regime").GetString());
            Assert.Equal(expected.ToString().Split('\n'), answer.GetProperty("lines").EnumerateArray().Select(line => line.GetString()));
        }
    }

    [Fact]
    public async Task Explain_NoTime_IsTheLastBar()
    {
        BarSeries series = await StoreAsync("WHYLAST", "crypto");

        JsonElement answer = await GetAsync(series, "");

        Assert.Equal(Evaluate(series).Explain(Bars - 1).ToString(), string.Join('\n', answer.GetProperty("lines").EnumerateArray()));
    }

    [Fact]
    public async Task Explain_OutsideTheBars_NamesTheFirstAndTheLast()
    {
        BarSeries series = await StoreAsync("WHYNOT", "crypto");
        (DateTimeOffset first, DateTimeOffset last) = (series.OpenTime(0), series.OpenTime(Bars - 1));

        foreach (DateTimeOffset at in new[] { first.AddSeconds(-1), last.AddHours(1) })
        {
            ApiServer.Answer answer = await api.GetAsync($"/api/regimes/explain?symbol=WHYNOT&timeframe=1h&at={TimeInterval.Text(at)}", Cancel);

            string allowed = $"a time within the bars, the first of which opens at {TimeInterval.Text(first)} and the last at {TimeInterval.Text(last)}, is needed.";
            Assert.Equal((400, $"at is {TimeInterval.Text(at)}; {allowed}"), (answer.Status, answer.Detail));
        }
    }

    [Fact]
    public async Task Explain_MarketClosed_NamesTheBarBefore()
    {
        BarSeries series = await StoreAsync("WHYSHUT", "equities");
        int bar = Enumerable.Range(2500, 100).First(i => series.OpenTime(i + 1) > series.CloseTime(i));
        string shut = TimeInterval.Text(series.CloseTime(bar));

        ApiServer.Answer answer = await api.GetAsync($"/api/regimes/explain?symbol=WHYSHUT&timeframe=1h&at={shut}", Cancel);

        Assert.Equal(
            (400, $"at is {shut}; a time when a bar was open, such as {TimeInterval.Text(series.OpenTime(bar))} of the bar before, is needed."), (answer.Status, answer.Detail));
    }

    [Fact]
    public async Task Explain_NoBars_SaysHowToGetSome()
    {
        ApiServer.Answer answer = await api.GetAsync("/api/regimes/explain?symbol=nobars&timeframe=H1", Cancel);

        Assert.Equal((404, "There are no bars of NOBARS 1h. Import some: st data import NOBARS 1h FILE."), (answer.Status, answer.Detail));
    }

    private static RegimeEvaluation Evaluate(BarSeries series) => RegimeClassifier.Evaluate(series, RegimeRuleSet.Default, RegimeOptions.Default);

    private async Task<JsonElement> GetAsync(BarSeries series, string query)
    {
        ApiServer.Answer answer = await api.GetAsync($"/api/regimes/explain?symbol={series.Symbol}&timeframe={series.Timeframe}{query}", Cancel);
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
