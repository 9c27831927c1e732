using ServerlessTraining.Orchestration.Folds;

namespace ServerlessTraining.Orchestration.Presets.Freshness;

/// <summary>A version whose folds have ended.</summary>
public sealed record PerformanceJudgement(string Name, PerformancePlan Plan, IReadOnlyList<FoldAnswer> Answers);
