namespace ServerlessTraining.Orchestration.Costs;

/// <summary>What the runs of a queue cost so far.</summary>
/// <param name="Note">Which runs that is; null where the cost is not known, and says why.</param>
public sealed record QueueCost(CostView Cost, string? Note);
