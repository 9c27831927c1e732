namespace ServerlessTraining.Orchestration.Decisions.Recovery;

/// <summary>What the activities of a recovery are given.</summary>
/// <param name="Started">Of the orchestration: tells one recovery of a run from the next.</param>
public sealed record RecoveryStep(string RunId, DateTimeOffset Started);
