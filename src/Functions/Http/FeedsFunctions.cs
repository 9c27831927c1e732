using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessTraining.Orchestration.Feeds;
using ServerlessTraining.Orchestration.OpenApi;

namespace ServerlessTraining.Functions.Http;

/// <summary>Feeds over HTTP.</summary>
public sealed class FeedsFunctions(FeedRequests feeds)
{
    [Function("FeedsList")]
    [Answer(typeof(FeedList))]
    public Task<IResult> ListAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "feeds")] HttpRequest request, CancellationToken cancellationToken) =>
        feeds.ListAsync(cancellationToken);

    [Function("FeedsPull")]
    [Parameter("feed", "the name of a feed; all feeds without")]
    [Answer(typeof(FeedPullReport))]
    public Task<IResult> PullAsync([HttpTrigger(AuthorizationLevel.Function, "post", Route = "feeds/pull")] HttpRequest request, CancellationToken cancellationToken) =>
        feeds.PullAsync(request, cancellationToken);
}
