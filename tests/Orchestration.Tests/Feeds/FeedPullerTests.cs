using ServerlessTraining.Orchestration.Feeds;
using ServerlessTraining.Storage.Feeds;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Feeds;

public sealed class FeedPullerTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private readonly FeedScene scene = new(azurite.Server);
    private FakeExchange exchange = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await scene.Bars.CreateAsync(Token);
        exchange = await FakeExchange.StartAsync(Token);
    }

    public async ValueTask DisposeAsync()
    {
        scene.Dispose();
        await exchange.DisposeAsync();
    }

    [Fact]
    public async Task PullAsync_WhileAnotherPulls_DoesNothing()
    {
        TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource go = new(TaskCreationOptions.RunContinuationsAsynchronously);
        exchange.Answers.Enqueue(async context =>
        {
            asked.SetResult();
            await go.Task;
            await FakeExchange.Status(200, "[]")(context);
        });
        FeedDefinition feed = scene.Klines(exchange, scene.Clock.GetUtcNow().AddHours(-5));
        Task<FeedPullReport?> first = scene.Puller(feed).PullAsync([feed], Token);
        await asked.Task.WaitAsync(Token);

        FeedPullReport? second = await scene.Puller(feed).PullAsync([feed], Token);
        go.SetResult();

        Assert.Null(second);
        Assert.NotNull(await first);
        Assert.NotNull(await scene.Puller(feed).PullAsync([feed], Token));
    }

    [Fact]
    public async Task PullAsync_LockOfADeadHost_IsTakenWhenItsTimeIsOver()
    {
        FeedDefinition feed = scene.Klines(exchange, scene.Clock.GetUtcNow().AddHours(-5));
        Assert.True(await scene.Store.LockAsync("dead", scene.Clock.GetUtcNow(), scene.Clock.GetUtcNow().AddMinutes(10), Token));

        Assert.Null(await scene.Puller(feed).PullAsync([feed], Token));
        scene.Clock.Advance(TimeSpan.FromMinutes(10));

        Assert.NotNull(await scene.Puller(feed).PullAsync([feed], Token));
    }

    [Fact]
    public async Task PullAsync_OneFeedFails_OthersArePulled()
    {
        FeedDefinition good = scene.Klines(exchange, scene.Clock.GetUtcNow().AddHours(-5));
        FeedDefinition bad = new FileFeed("nowhere", Path.Combine(Path.GetTempPath(), "st-no-such-folder"));

        FeedPullReport? report = await scene.Puller(bad, good).PullAsync([bad, good], Token);

        Assert.Equal([FeedOutcome.Failed, FeedOutcome.Pulled], report!.Results.Select(one => one.Outcome));
        Assert.Equal(report.Results[1].Added, (await scene.Store.ReadAsync(good.Name, Token)).Last!.Added);
    }

    [Fact]
    public async Task PullByTimerAsync_NoFeeds_AsksNoStorage() => await scene.Puller().PullByTimerAsync(Token);
}
