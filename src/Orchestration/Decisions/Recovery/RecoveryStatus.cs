namespace ServerlessTraining.Orchestration.Decisions.Recovery;

/// <summary>Where the latest restore or reproduction of a run stands.</summary>
/// <param name="State">`running`, `completed` or `failed`.</param>
/// <param name="Folds">To train; 0 before that is known.</param>
/// <param name="Done">Of them.</param>
/// <param name="Report">Null until it is completed.</param>
/// <param name="Error">Why it failed; null where it did not.</param>
public sealed record RecoveryStatus(string RunId, string State, DateTimeOffset Started, int Folds, int Done, RecoveryReport? Report, string? Error)
{
    public const string Running = "running";
    public const string Completed = "completed";
    public const string Failed = "failed";
}
