using ServerlessTraining.Storage.Feeds;

namespace ServerlessTraining.Orchestration.Feeds;

/// <summary>A configured feed and what it did last.</summary>
/// <param name="Source">A host, or the name of a folder.</param>
/// <param name="Symbol">Null where the files say it.</param>
/// <param name="Last">Null before the first pull.</param>
/// <param name="NotBefore">The source asked not to be called before this.</param>
public sealed record FeedInfo(string Name, string Kind, string Source, string? Symbol, string? Timeframe, FeedResult? Last, DateTimeOffset? NotBefore);
