using ServerlessTraining.Orchestration.Folds;

namespace ServerlessTraining.Orchestration.Presets.Freshness;

/// <summary>A comparison whose folds have ended.</summary>
public sealed record ComparisonJudgement(string Id, ComparisonPlan Plan, IReadOnlyList<FoldAnswer> AnswersA, IReadOnlyList<FoldAnswer> AnswersB);
