using ServerlessTraining.Orchestration.Folds;

namespace ServerlessTraining.Orchestration.Jobs;

/// <summary>Asks what the trained folds of a stage come to.</summary>
/// <param name="Answers">Of the fold set.</param>
public sealed record JobJudgement(JobStep Step, IReadOnlyList<FoldAnswer> Answers);
