namespace ServerlessTraining.Orchestration.Decisions.Recovery;

/// <summary>The answer to a start.</summary>
/// <param name="StatusUrl">Where its progress is read.</param>
public sealed record RecoveryStarted(string RunId, string StatusUrl);
