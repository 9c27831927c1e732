using Microsoft.Extensions.Logging.Abstractions;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Orchestration.Feeds;
using ServerlessTraining.Orchestration.Tests.Bars;
using ServerlessTraining.Storage.Feeds;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Feeds;

/// <summary>Feeds on a storage emulator.</summary>
internal sealed class FeedScene(AzuriteServer azurite) : IDisposable
{
    private KlinesClient? client;

    public BarScene Bars { get; } = new(azurite);

    public ManualTimeProvider Clock => Bars.Clock;

    public FeedStore Store => new(Bars.Data);

    public FeedPuller Puller(params IReadOnlyList<FeedDefinition> feeds)
    {
        client ??= new KlinesClient(Clock, NullLogger<KlinesClient>.Instance);
        return new FeedPuller(
            new FeedOptions(feeds), Store, new DropFolder(Bars.Service, Clock, NullLogger<DropFolder>.Instance),
            new KlinesReader(Bars.Service, client, Clock, NullLogger<KlinesReader>.Instance), Clock, NullLogger<FeedPuller>.Instance);
    }

    public KlinesFeed Klines(FakeExchange exchange, DateTimeOffset start) => new(Bars.Symbol.Name, exchange.Endpoint, Bars.Symbol, Timeframe.H1, start);

    public async Task<FeedResult> PullAsync(FeedDefinition feed, CancellationToken cancellation) =>
        Assert.Single((await Puller(feed).PullAsync([feed], cancellation))!.Results);

    public async Task<BarSeries> StoredAsync(CancellationToken cancellation) => (await Bars.Store.ReadAsync(Bars.Symbol, Timeframe.H1, range: null, cancellation))!;

    public void Dispose() => client?.Dispose();
}
