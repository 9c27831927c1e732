namespace ServerlessTraining.Orchestration.Feeds;

/// <summary>All feeds, in the order of their file.</summary>
public sealed record FeedList(IReadOnlyList<FeedInfo> Items);
