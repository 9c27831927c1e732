using Microsoft.AspNetCore.Http;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Storage.Feeds;

namespace ServerlessTraining.Orchestration.Feeds;

/// <summary>What the API says about feeds.</summary>
public sealed class FeedRequests(FeedOptions options, FeedPuller puller, FeedStore store)
{
    /// <summary>`GET /api/feeds`.</summary>
    public async Task<IResult> ListAsync(CancellationToken cancellationToken)
    {
        List<FeedInfo> items = [];
        foreach (FeedDefinition feed in options.Feeds)
        {
            FeedState state = await store.ReadAsync(feed.Name, cancellationToken);
            KlinesFeed? klines = feed as KlinesFeed;
            items.Add(new FeedInfo(feed.Name, feed.Kind, feed.Source, klines?.Symbol.Name, klines?.Timeframe.Name, state.Last, state.NotBefore));
        }

        return Results.Json(new FeedList(items), ApiJson.Options);
    }

    /// <summary>`POST /api/feeds/pull`, with `feed` for one of them.</summary>
    public async Task<IResult> PullAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        string asked = request.Query["feed"].ToString();
        FeedDefinition[] chosen = [.. options.Feeds.Where(feed => asked.Length == 0 || feed.Name.Equals(asked, StringComparison.OrdinalIgnoreCase))];
        if (asked.Length > 0 && chosen.Length == 0) throw Unknown(asked);
        return await puller.PullAsync(chosen, cancellationToken) is { } report
            ? Results.Json(report, ApiJson.Options)
            : throw new RequestException(StatusCodes.Status409Conflict, "The feeds are being pulled already. Wait for that to end; GET /api/feeds shows what came.");
    }

    private RequestException Unknown(string asked)
    {
        string allowed = options.Feeds.Count == 0 ? "no feed is configured (configs/feeds.yaml)" : $"one of {string.Join(", ", options.Feeds.Select(feed => feed.Name))}";
        return new RequestException(StatusCodes.Status404NotFound, $"There is no feed '{FieldFault.Show(asked)}'; {allowed}.");
    }
}
