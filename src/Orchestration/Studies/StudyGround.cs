using ServerlessTraining.Domain.Folds;

namespace ServerlessTraining.Orchestration.Studies;

/// <summary>What the trials of a study are measured on.</summary>
/// <param name="Folds">Of the plan, those that count in its average.</param>
internal sealed record StudyGround(FoldPlan Plan, IReadOnlyList<Fold> Folds);
