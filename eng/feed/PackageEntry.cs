namespace ServerlessTraining.Feed;

/// <summary>A package as the real one is published: id, version, and the packages its assembly needs.</summary>
internal sealed record PackageEntry(string Id, string Version, string Authors, Dictionary<string, string> Dependencies);
