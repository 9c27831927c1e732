using ServerlessTraining.Orchestration.Folds;

namespace ServerlessTraining.Orchestration.Studies;

/// <summary>What a rung trains.</summary>
/// <param name="Set">Null where there is nothing to train: all trials that are in were measured on the fold, or the study has ended.</param>
/// <param name="Fold">The number of the fold in its plan.</param>
/// <param name="Failure">Why the study cannot go on; null where it can.</param>
public sealed record StudyRungPlan(FoldSet? Set, int Fold, string? Failure);
