using ServerlessTraining.Orchestration.Folds;

namespace ServerlessTraining.Orchestration.Studies;

/// <summary>Asks what came of a rung.</summary>
/// <param name="Fold">As the plan of the rung has it.</param>
/// <param name="Answers">Of its folds.</param>
public sealed record StudyJudgement(StudyRung Rung, int Fold, IReadOnlyList<FoldAnswer> Answers);
