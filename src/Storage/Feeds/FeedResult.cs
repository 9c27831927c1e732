namespace ServerlessTraining.Storage.Feeds;

/// <summary>What a pull of a feed brought.</summary>
/// <param name="At">When it ended.</param>
/// <param name="Added">Bars at new times.</param>
/// <param name="Replaced">Stored bars that gave way.</param>
/// <param name="Kept">Stored bars that stood against one that differs.</param>
/// <param name="Equal">Bars that were there already.</param>
/// <param name="Notes">What a person should know: gaps, refused files, files that are waited for.</param>
/// <param name="Error">Null where it went well.</param>
public sealed record FeedResult(
    string Feed, DateTimeOffset At, FeedOutcome Outcome, int Added, int Replaced, int Kept, int Equal, double Seconds, IReadOnlyList<string> Notes, string? Error);
