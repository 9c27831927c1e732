namespace ServerlessTraining.Orchestration.Feeds;

/// <summary>A folder in which CSV files are dropped.</summary>
/// <param name="Folder">Absolute.</param>
public sealed record FileFeed(string Name, string Folder) : FeedDefinition(Name)
{
    public const string KindName = "files";

    public override string Kind => KindName;

    public override string Source => Path.GetFileName(Path.TrimEndingDirectorySeparator(Folder));
}
