namespace ServerlessTraining.Orchestration.History;

/// <summary>Looks by kind.</summary>
public sealed record LedgerLooks(long Configurations, long Seeds, long Strategies, long Thresholds);
