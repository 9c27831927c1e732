using ServerlessTraining.Domain.Market;
using ServerlessTraining.Orchestration.Bars;
using ServerlessTraining.Orchestration.Feeds;
using ServerlessTraining.Orchestration.Tests.Bars;
using ServerlessTraining.Storage.Feeds;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Feeds;

/// <summary>An exchange as it should be, and as exchanges are.</summary>
public sealed class KlinesFeedTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    // It is 12:30: the bar of 11:00 is the last that is complete.
    private static readonly DateTimeOffset LastComplete = new(2026, 1, 5, 11, 0, 0, TimeSpan.Zero);
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
    public async Task Pull_EmptySeries_PagesForwardToTheLastCompleteBar()
    {
        KlinesFeed feed = Feed(2500);

        FeedResult result = await scene.PullAsync(feed, Token);

        Assert.Equal((FeedOutcome.Pulled, 2500, 0), (result.Outcome, result.Added, result.Equal));
        Assert.Equal(3, exchange.Calls.Count);
        Assert.Equal(
            $"{FakeExchange.Path}?symbol={feed.Symbol}&interval=1h&startTime={feed.Start.ToUnixTimeMilliseconds()}"
            + $"&endTime={LastComplete.AddHours(1).ToUnixTimeMilliseconds() - 1}&limit=1000",
            exchange.Calls[0]);
        BarSeries stored = await scene.StoredAsync(Token);
        Assert.Equal((feed.Start, LastComplete), (stored.OpenTime(0), stored.OpenTime(stored.Count - 1)));
        Assert.Equal(FakeExchange.CloseOf(LastComplete), stored.Close[^1]);
        Assert.Empty(result.Notes);
    }

    [Fact]
    public async Task Pull_AgainLater_GoesOnFromTheLastStoredBar()
    {
        await scene.PullAsync(Feed(10), Token);
        exchange.Calls.Clear();
        scene.Clock.Advance(TimeSpan.FromHours(3));

        FeedResult result = await scene.PullAsync(Feed(10), Token);

        Assert.Equal((3, 1), (result.Added, result.Equal));
        Assert.Contains($"&startTime={LastComplete.ToUnixTimeMilliseconds()}&", Assert.Single(exchange.Calls), StringComparison.Ordinal);
        Assert.Equal(LastComplete.AddHours(3), (await scene.StoredAsync(Token)).Span.End.AddHours(-1));
    }

    [Fact]
    public async Task Pull_StartBetweenBars_BeginsWithTheNext()
    {
        await scene.PullAsync(Feed(10) with { Start = LastComplete.AddMinutes(-90) }, Token);

        Assert.Equal(LastComplete.AddHours(-1), (await scene.StoredAsync(Token)).OpenTime(0));
    }

    [Fact]
    public async Task Pull_ExchangeLacksBars_TellsAndFillsNothing()
    {
        exchange.Missing.UnionWith([LastComplete.AddHours(-4), LastComplete.AddHours(-5), LastComplete.AddHours(-8)]);

        FeedResult result = await scene.PullAsync(Feed(20), Token);

        Assert.Equal((FeedOutcome.Pulled, 17), (result.Outcome, result.Added));
        Assert.Equal("the exchange lacks 3 bars; the longest gap is 2 bars from 2026-01-05T06:00:00Z. Nothing was filled", Assert.Single(result.Notes));
        Assert.Equal(17, (await scene.StoredAsync(Token)).Count);
    }

    [Theory]
    [InlineData(null, 0, 1, 100)]
    [InlineData(MergePreference.Old, 0, 1, 100)]
    [InlineData(MergePreference.New, 1, 0, 101)]
    public async Task Pull_LastStoredBarDiffers_StandsUnlessTheFeedPrefersNew(MergePreference? prefer, int replaced, int kept, int offset)
    {
        await scene.PullAsync(Feed(5), Token);
        exchange.Shift = 1;

        FeedResult result = await scene.PullAsync(Feed(5) with { Prefer = prefer }, Token);

        Assert.Equal((FeedOutcome.Pulled, replaced, kept), (result.Outcome, result.Replaced, result.Kept));
        Assert.Equal(FakeExchange.CloseOf(LastComplete) + offset - 100, (await scene.StoredAsync(Token)).Close[^1]);
        Assert.Equal(kept, result.Notes.Count(note => note == "1 bar of the exchange not taken, being other than what is stored; 'prefer: new' would take the exchange's"));
    }

    [Fact]
    public async Task Pull_ServerErrors_AreTriedAgainWithLongerWaits()
    {
        exchange.Answers.Enqueue(FakeExchange.Status(500));
        exchange.Answers.Enqueue(FakeExchange.Status(503));

        Task<FeedResult> pull = scene.PullAsync(Feed(5), Token);
        foreach (int seconds in (int[])[1, 2])
        {
            await scene.Clock.WhenTimerIsDueInAsync(TimeSpan.FromSeconds(seconds), Token);
            scene.Clock.Advance(TimeSpan.FromSeconds(seconds));
        }

        Assert.Equal((FeedOutcome.Pulled, 5), ((await pull).Outcome, (await pull).Added));
        Assert.Equal(3, exchange.Calls.Count);
    }

    [Fact]
    public async Task Pull_ServerErrorsWithoutEnd_FailsAndKeepsThePagesBefore()
    {
        exchange.Answers.Enqueue(null);
        for (int i = 0; i < KlinesClient.Tries; i++) exchange.Answers.Enqueue(FakeExchange.Status(500, """{"code":-1000,"msg":"An unknown error."}"""));

        Task<FeedResult> pull = scene.PullAsync(Feed(1500), Token);
        foreach (int seconds in (int[])[1, 2, 4, 8])
        {
            await scene.Clock.WhenTimerIsDueInAsync(TimeSpan.FromSeconds(seconds), Token);
            scene.Clock.Advance(TimeSpan.FromSeconds(seconds));
        }

        FeedResult result = await pull;
        Assert.Equal((FeedOutcome.Failed, 1000), (result.Outcome, result.Added));
        Assert.Equal($"{exchange.Endpoint.Authority} answered 500: An unknown error. Asked was for {scene.Bars.Symbol} 1h.", result.Error);
        Assert.Equal(1000, (await scene.StoredAsync(Token)).Count);
    }

    [Fact]
    public async Task Pull_RateLimitWithAShortWait_WaitsAsLongAsAsked()
    {
        exchange.Answers.Enqueue(FakeExchange.Status(429, "", ("Retry-After", "17")));

        Task<FeedResult> pull = scene.PullAsync(Feed(5), Token);
        await scene.Clock.WhenTimerIsDueInAsync(TimeSpan.FromSeconds(17), Token);
        scene.Clock.Advance(TimeSpan.FromSeconds(17));

        Assert.Equal(5, (await pull).Added);
    }

    [Fact]
    public async Task Pull_BannedForLonger_EndsAndCallsNobodyUntilThen()
    {
        exchange.Answers.Enqueue(FakeExchange.Status(418, "", ("Retry-After", "600")));

        FeedResult first = await scene.PullAsync(Feed(5), Token);
        scene.Clock.Advance(TimeSpan.FromSeconds(599));
        FeedResult second = await scene.PullAsync(Feed(5), Token);
        int calls = exchange.Calls.Count;
        scene.Clock.Advance(TimeSpan.FromSeconds(1));
        FeedResult third = await scene.PullAsync(Feed(5), Token);

        Assert.Equal($"{exchange.Endpoint.Authority} answered 418: it asks not to be called before 2026-01-05T12:40:00Z", first.Error);
        Assert.Equal((FeedOutcome.RateLimited, FeedOutcome.RateLimited, FeedOutcome.Pulled), (first.Outcome, second.Outcome, third.Outcome));
        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task Pull_WeightUsedUp_WaitsForTheNextMinute()
    {
        exchange.Headers = response => response.Headers["x-mbx-used-weight-1m"] = "1000";
        scene.Clock.Advance(TimeSpan.FromSeconds(20));

        Task<FeedResult> pull = scene.PullAsync(Feed(1500), Token);
        await scene.Clock.WhenTimerIsDueInAsync(TimeSpan.FromSeconds(40), Token);
        Assert.Single(exchange.Calls);
        scene.Clock.Advance(TimeSpan.FromSeconds(40));

        Assert.Equal(1500, (await pull).Added);
    }

    [Fact]
    public async Task Pull_AnswerThatNeverComes_IsTriedAgain()
    {
        TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        exchange.Answers.Enqueue(async context =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });

        Task<FeedResult> pull = scene.PullAsync(Feed(5), Token);
        await asked.Task.WaitAsync(Token);
        scene.Clock.Advance(TimeSpan.FromSeconds(30));
        await scene.Clock.WhenTimerIsDueInAsync(TimeSpan.FromSeconds(1), Token);
        scene.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(5, (await pull).Added);
    }

    [Theory]
    [InlineData("<html>", "The exchange answered with something that is no JSON. Is the address that of a klines endpoint?")]
    [InlineData("{\"a\":1}", "The exchange answered with {\"a\":1}; a list of klines is needed.")]
    [InlineData("[1]", "Row 1 of the exchange's answer has 1: an array of at least 6 values is needed.")]
    [InlineData("[[\"x\",\"1\",\"1\",\"1\",\"1\",\"1\"]]", "Row 1 of the exchange's answer has \"x\": an open time in milliseconds since 1970 is needed.")]
    [InlineData("[[T,\"1\",\"NaN\",\"1\",\"1\",\"1\"]]", "Row 1 of the exchange's answer has \"NaN\": a number is needed.")]
    [InlineData("[[T,\"1\",\"1\",\"1\",null,\"1\"]]", "Row 1 of the exchange's answer has null: a number is needed.")]
    [InlineData("[[T,\"5\",\"1\",\"1\",\"1\",\"1\"]]", "low <= open, close <= high must hold, but low=1, open=5, close=1, high=1.")]
    [InlineData("[[T,\"1\",\"1\",\"1\",\"1\",\"1\"],[T,\"1\",\"1\",\"1\",\"1\",\"1\"]]", "is there twice; every time may be there once.")]
    [InlineData("[[0,\"1\",\"1\",\"1\",\"1\",\"1\"]]", "a time from 2026-01-05T07:00:00Z on was asked for, and this is 1970-01-01T00:00:00Z.")]
    [InlineData("[[1767596400001,\"1\",\"1\",\"1\",\"1\",\"1\"]]", "the open time of a 1h bar is needed, and this is 2026-01-05T07:00:00.001Z.")]
    public async Task Pull_GarbageAnswer_FailsWithTheRowAndStoresNothing(string body, string words)
    {
        exchange.Answers.Enqueue(FakeExchange.Status(200, body.Replace("T", LastComplete.AddHours(-4).ToUnixTimeMilliseconds().ToString(), StringComparison.Ordinal)));

        FeedResult result = await scene.PullAsync(Feed(5), Token);

        Assert.Equal(FeedOutcome.Failed, result.Outcome);
        Assert.Contains(words, result.Error, StringComparison.Ordinal);
        Assert.Null(await scene.Bars.Service.FindAsync(scene.Bars.Symbol, Timeframe.H1, Token));
    }

    [Fact]
    public async Task Pull_Redirect_IsNotFollowed()
    {
        exchange.Answers.Enqueue(FakeExchange.Status(302, "", ("Location", "http://169.254.0.1/latest")));

        FeedResult result = await scene.PullAsync(Feed(5), Token);

        Assert.Equal(
            $"{exchange.Endpoint.Authority} answered 302 and sends to 169.254.0.1. Redirects are not followed: set 'address' to where the endpoint is.", result.Error);
        Assert.Single(exchange.Calls);
    }

    [Fact]
    public async Task Pull_EndlessAnswer_IsCutOff()
    {
        exchange.Answers.Enqueue(FakeExchange.Status(200, new string(' ', KlinesClient.MostBytes + 1)));

        FeedResult result = await scene.PullAsync(Feed(5), Token);

        Assert.Contains("answered with more than 4194304 bytes, which no page of klines has", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pull_SeriesWithConflictInTheMiddle_LeavesWhatIsStoredAlone()
    {
        BarMergeReport before = await scene.Bars.Service.MergeAsync(scene.Bars.Bars(100), prefer: null, Token);

        FeedResult result = await scene.PullAsync(Feed(5), Token);

        Assert.Equal((FeedOutcome.Pulled, 1), (result.Outcome, result.Kept));
        BarSeries stored = await scene.StoredAsync(Token);
        Assert.Equal(before.FingerprintAfter, SeriesFingerprint.Of(stored.Slice(0, 100)));
    }

    private KlinesFeed Feed(int hours) => scene.Klines(exchange, LastComplete.AddHours(1 - hours));
}
