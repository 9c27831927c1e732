using ServerlessTraining.Orchestration.Tests.Decisions;
using ServerlessTraining.Storage.Bars;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Presets.Freshness;

[Collection(ApiTests.Name)]
public sealed class PresetFreshnessHttpTests(ApiServer api)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Recommend_WithoutAMarket_NamesWhatIsMissing()
    {
        ApiServer.Answer answer = await api.GetAsync("/api/presets/recommend", Cancel);

        Assert.Equal(400, answer.Status);
        Assert.Equal("symbol is missing; a symbol such as BTCUSDT is needed. timeframe is missing; a timeframe such as 15m, 1h or 1d is needed.", answer.Detail);
    }

    [Fact]
    public async Task Recommend_MarketWithoutPresets_SaysHowToMakeOne()
    {
        Domain.Market.BarSeries bars = TrainedRuns.Bars(DecisionScene.NewMarket(), 1000);
        await api.Get<BarStore>().WriteAsync(bars, 0, Cancel);

        ApiServer.Answer answer = await api.GetAsync($"/api/presets/recommend?symbol={bars.Symbol}&timeframe=1h", Cancel);

        Assert.Equal((200, 0), (answer.Status, answer.Json.GetProperty("presets").GetArrayLength()));
        Assert.Equal("No preset of this market is published. ./st presets generate makes one.", answer.Json.GetProperty("remark").GetString());
    }

    [Fact]
    public async Task Freshness_NothingPublished_IsAnEmptyList() =>
        Assert.Equal("""{"items":[],"continuation":null}""", (await api.GetAsync("/api/presets/freshness?symbol=NOTHING", Cancel)).Body);

    [Fact]
    public async Task Comparison_Unknown_Is404()
    {
        ApiServer.Answer answer = await api.GetAsync("/api/presets/ab/none", Cancel);

        Assert.Equal((404, "There is no comparison 'none'. GET /api/presets/ab (st presets comparisons list) lists those that there are."), (answer.Status, answer.Detail));
    }
}
