namespace ServerlessTraining.Orchestration.Grids;

/// <summary>The answer to a wish that takes a while.</summary>
/// <param name="StatusUrl">Where to look, from the host's root.</param>
/// <param name="Message">What happens now.</param>
public sealed record QueueStarted(string RunId, string StatusUrl, string Message);
