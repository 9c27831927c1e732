using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Market.Synthetic;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Bars;

/// <summary>Two series in several chunks, stored once for all tests of a class, which leave them as they are.</summary>
public sealed class StoredBars : IAsyncLifetime
{
    private readonly AzuriteFixture azurite = new();

    internal BarScene Scene { get; private set; } = null!;

    /// <summary>Seven weeks in quarters of an hour: more than is sent at once.</summary>
    public BarSeries Quarters { get; private set; } = null!;

    /// <summary>Parts of three years in days.</summary>
    public BarSeries Days { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await azurite.InitializeAsync();
        Scene = new BarScene(azurite.Server);
        await Scene.CreateAsync(CancellationToken.None);
        Quarters = await StoreAsync(Timeframe.M15, 4500);
        Days = await StoreAsync(Timeframe.D1, 800);
    }

    public ValueTask DisposeAsync() => azurite.DisposeAsync();

    private async Task<BarSeries> StoreAsync(Timeframe timeframe, int count)
    {
        BarSeries bars = SyntheticMarket.Generate(new SyntheticMarketOptions { Symbol = Scene.Symbol, Timeframe = timeframe, Bars = count, Seed = 3 }).Bars;
        await Scene.Service.MergeAsync(bars, null, CancellationToken.None);
        return bars;
    }
}
