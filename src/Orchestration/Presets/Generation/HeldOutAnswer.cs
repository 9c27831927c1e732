using ServerlessTraining.Orchestration.Folds;

namespace ServerlessTraining.Orchestration.Presets.Generation;

/// <summary>A held-out plan whose folds have ended.</summary>
public sealed record HeldOutAnswer(HeldOutPlan Plan, IReadOnlyList<FoldAnswer> Answers);
