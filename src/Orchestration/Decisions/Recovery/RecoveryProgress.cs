namespace ServerlessTraining.Orchestration.Decisions.Recovery;

/// <summary>How far a recovery is; the custom status of its orchestration.</summary>
public sealed record RecoveryProgress(int Folds, int Done);
