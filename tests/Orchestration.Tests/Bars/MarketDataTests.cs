using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Market.Synthetic;
using ServerlessTraining.Orchestration.Bars;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Bars;

public sealed class MarketDataTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly Timeframe[] OneTooMany = [Timeframe.M15, Timeframe.M30, Timeframe.H1, Timeframe.H4, Timeframe.D1];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FindAsync_BarsAsBefore_GivesThoseThatItHas()
    {
        (BarScene scene, MarketData markets) = await OpenAsync();
        BarSeries bars = scene.Bars(50);
        await scene.Store.WriteAsync(bars, revision: 0, Token);

        MarketBars first = (await markets.FindAsync(scene.Symbol, Timeframe.H1, Token))!;
        MarketBars second = (await markets.FindAsync(scene.Symbol, Timeframe.H1, Token))!;

        Assert.Same(first, second);
        Assert.Equal(SeriesFingerprint.Of(bars), first.Fingerprint);
    }

    [Fact]
    public async Task FindAsync_BarsChanged_ReadsThemAgain()
    {
        (BarScene scene, MarketData markets) = await OpenAsync();
        await scene.Store.WriteAsync(scene.Bars(50), revision: 0, Token);
        await markets.FindAsync(scene.Symbol, Timeframe.H1, Token);
        BarSeries longer = scene.Bars(60);
        await scene.Store.WriteAsync(longer, revision: 1, Token);

        MarketBars found = (await markets.FindAsync(scene.Symbol, Timeframe.H1, Token))!;

        Assert.Equal(60, found.Bars.Count);
        Assert.Equal(SeriesFingerprint.Of(longer), found.Fingerprint);
    }

    [Fact]
    public async Task FindAsync_MoreSeriesThanAreKept_ForgetsTheOneNotUsedForLongest()
    {
        (BarScene scene, MarketData markets) = await OpenAsync();
        Assert.Equal(MarketData.Kept + 1, OneTooMany.Length);
        foreach (Timeframe timeframe in OneTooMany)
        {
            SyntheticMarketOptions options = new() { Symbol = scene.Symbol, Timeframe = timeframe, Bars = 50 };
            await scene.Store.WriteAsync(SyntheticMarket.Generate(options).Bars, revision: 0, Token);
        }

        MarketBars first = await markets.ReadAsync(scene.Symbol, OneTooMany[0], Token);
        MarketBars second = await markets.ReadAsync(scene.Symbol, OneTooMany[1], Token);
        foreach (Timeframe timeframe in OneTooMany[2..MarketData.Kept]) await markets.ReadAsync(scene.Symbol, timeframe, Token);

        // The first is used again, so the second is the one that makes room.
        await markets.ReadAsync(scene.Symbol, OneTooMany[0], Token);
        await markets.ReadAsync(scene.Symbol, OneTooMany[^1], Token);

        Assert.Same(first, await markets.ReadAsync(scene.Symbol, OneTooMany[0], Token));
        Assert.NotSame(second, await markets.ReadAsync(scene.Symbol, OneTooMany[1], Token));
    }

    private async Task<(BarScene Scene, MarketData Markets)> OpenAsync()
    {
        BarScene scene = new(azurite.Server);
        await scene.CreateAsync(Token);
        return (scene, new MarketData(scene.Store));
    }
}
