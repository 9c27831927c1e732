using ServerlessTraining.Orchestration.Folds;

namespace ServerlessTraining.Orchestration.Jobs;

/// <summary>What a stage has to have trained.</summary>
/// <param name="Set">Null where it cannot be trained.</param>
/// <param name="Failure">Why not.</param>
public sealed record JobStagePlan(FoldSet? Set, string? Failure);
