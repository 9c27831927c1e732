using Microsoft.Extensions.Logging;
using ServerlessTraining.Domain;
using ServerlessTraining.Storage.Configuration;
using ServerlessTraining.Storage.Feeds;

namespace ServerlessTraining.Orchestration.Feeds;

/// <summary>Pulls the feeds one by one, and never twice at a time.</summary>
public sealed class FeedPuller
{
    /// <summary>Every five minutes.</summary>
    public const string Schedule = "0 */5 * * * *";

    // Longer than a page with all its tries and waits; a host that died is waited for that long.
    private static readonly TimeSpan LockTime = TimeSpan.FromMinutes(10);
    private readonly FeedOptions options;
    private readonly FeedStore store;
    private readonly DropFolder folders;
    private readonly KlinesReader klines;
    private readonly TimeProvider clock;
    private readonly ILogger<FeedPuller> logger;

    internal FeedPuller(FeedOptions options, FeedStore store, DropFolder folders, KlinesReader klines, TimeProvider clock, ILogger<FeedPuller> logger)
    {
        this.options = options;
        this.store = store;
        this.folders = folders;
        this.klines = klines;
        this.clock = clock;
        this.logger = logger;
    }

    public async Task PullByTimerAsync(CancellationToken cancellationToken)
    {
        if (await PullAsync(options.Feeds, cancellationToken) is null) FeedLog.AlreadyPulled(logger);
    }

    /// <summary>Pulls these, whatever happens to one of them. Null where a pull goes on already.</summary>
    public async Task<FeedPullReport?> PullAsync(IReadOnlyList<FeedDefinition> feeds, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(feeds);
        if (feeds.Count == 0) return new FeedPullReport([]);
        string owner = Guid.NewGuid().ToString("N");
        if (!await LockAsync(owner, cancellationToken)) return null;
        try
        {
            List<FeedResult> results = [];
            foreach (FeedDefinition feed in feeds) results.Add(await PullOneAsync(feed, owner, cancellationToken));
            return new FeedPullReport(results);
        }
        finally
        {
            await store.UnlockAsync(owner, CancellationToken.None);
        }
    }

    private async Task<FeedResult> PullOneAsync(FeedDefinition feed, string owner, CancellationToken cancellationToken)
    {
        long started = clock.GetTimestamp();
        await BeatAsync(owner, cancellationToken);
        FeedState state = await store.ReadAsync(feed.Name, cancellationToken);
        FeedTally tally = new() { Seen = state.Seen };
        FeedException? ended = null;
        if (state.NotBefore is { } wait && wait > clock.GetUtcNow())
        {
            ended = new FeedException($"{feed.Source} asked not to be called before {TimeInterval.Text(wait)}") { NotBefore = wait };
        }
        else
        {
            ended = await TryAsync(feed, state, tally, owner, cancellationToken);
        }

        FeedOutcome outcome = ended is null ? FeedOutcome.Pulled : ended.NotBefore is null ? FeedOutcome.Failed : FeedOutcome.RateLimited;
        FeedResult result = new(
            feed.Name, clock.GetUtcNow(), outcome, tally.Added, tally.Replaced, tally.Kept, tally.Equal, clock.GetElapsedTime(started).TotalSeconds, tally.Notes, ended?.Message);
        await store.WriteAsync(new FeedState(feed.Name) { Last = result, Seen = tally.Seen, NotBefore = ended?.NotBefore }, cancellationToken);
        Log(feed, result, ended);
        return result;
    }

    /// <returns>Why it did not come to its end; null where it did.</returns>
    private async Task<FeedException?> TryAsync(FeedDefinition feed, FeedState state, FeedTally tally, string owner, CancellationToken cancellationToken)
    {
        try
        {
            Task pull = feed switch
            {
                FileFeed files => folders.PullAsync(files, state.Seen, tally, () => BeatAsync(owner, cancellationToken), cancellationToken),
                KlinesFeed exchange => klines.PullAsync(exchange, tally, () => BeatAsync(owner, cancellationToken), cancellationToken),
                _ => throw new InvalidOperationException($"Nothing pulls a feed of kind {feed.Kind}."),
            };
            await pull;
            return null;
        }
        catch (FeedException refused)
        {
            return refused;
        }
        catch (Exception error) when (error is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // A folder that cannot be read, a series that is damaged: this feed's matter, and no other's.
            return new FeedException(SecretRedactor.Redact(error.Message), error);
        }
    }

    private void Log(FeedDefinition feed, FeedResult result, FeedException? ended)
    {
        FeedLog.Pulled(logger, feed.Name, result.Added, result.Replaced, result.Kept, result.Equal);
        if (ended is { NotBefore: { } until }) FeedLog.RateLimited(logger, feed.Name, until, ended.Message);
        else if (ended is not null) FeedLog.Failed(logger, feed.Name, SecretRedactor.Redact(ended.Message));
    }

    private Task<bool> LockAsync(string owner, CancellationToken cancellationToken) =>
        store.LockAsync(owner, clock.GetUtcNow(), clock.GetUtcNow() + LockTime, cancellationToken);

    private async Task BeatAsync(string owner, CancellationToken cancellationToken)
    {
        if (!await LockAsync(owner, cancellationToken)) throw new FeedException("Another pull has begun because this one was silent for too long; this one ends.");
    }
}
