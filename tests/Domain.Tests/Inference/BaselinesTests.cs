using ServerlessTraining.Domain.Inference;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Tests.Inference;

public sealed class BaselinesTests
{
    private static readonly BarSeries Bars = HandMarket.Bars((100, 100), (100, 110), (110, 105), (105, 105), (105, 126));
    private static readonly PredictionWindow[] Windows = [new("one", 0, 3), new("two", 3, 2)];

    [Fact]
    public void BuyAndHold_FreeOfCosts_EarnsWhatThePriceDoes()
    {
        BacktestScore score = HandMarket.Simulator(Bars, HandMarket.Free, windows: Windows).Score(Baselines.BuyAndHold(Windows));

        Assert.Equal(0.26, score.Total.Metrics.TotalReturn.Value!.Value, 1e-12);
        Assert.Equal(1, score.Total.Metrics.Trades);
    }

    [Fact]
    public void LastReturn_EachBar_FollowsTheBar()
    {
        Assert.Equal([0, 1, -1, 0, 1], Baselines.LastReturn(Bars, Windows, allowShort: true));
        Assert.Equal([0, 1, 0, 0, 1], Baselines.LastReturn(Bars, Windows, allowShort: false));
    }
}
