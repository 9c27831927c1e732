using ServerlessTraining.Storage.Feeds;

namespace ServerlessTraining.Orchestration.Feeds;

/// <summary>What a pull brought, feed by feed.</summary>
public sealed record FeedPullReport(IReadOnlyList<FeedResult> Results);
