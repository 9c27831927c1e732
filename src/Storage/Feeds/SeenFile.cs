namespace ServerlessTraining.Storage.Feeds;

/// <summary>A file of a drop folder as it was at the last look; one that is the same at the next look is no longer being written.</summary>
public sealed record SeenFile(string Name, long Bytes, DateTimeOffset Modified);
