namespace ServerlessTraining.Storage.Feeds;

/// <summary>What is remembered of a feed from one pull to the next.</summary>
public sealed record FeedState(string Feed)
{
    /// <summary>Null before the first pull.</summary>
    public FeedResult? Last { get; init; }

    /// <summary>Files that were there at the last look and not taken.</summary>
    public IReadOnlyList<SeenFile> Seen { get; init; } = [];

    /// <summary>The source asked not to be called before this.</summary>
    public DateTimeOffset? NotBefore { get; init; }
}
